"use strict";
// Shows a film and plays its sounds. It knows no rule: what is seen and heard when was decided
// where the page was made. One clock for both, that of the sound, so that they cannot part.
const film = JSON.parse(document.getElementById("film").textContent);
const $ = id => document.getElementById(id);
const still = matchMedia("(prefers-reduced-motion: reduce)");
const AHEAD_S = 5, FADE_S = 0.02, AGAIN_S = 3;
let sound = null, playing = false, over = false;
let from = 0, since = 0;              // the film's moment, and the sound's at which it was so
let placed = 0, sources = [], buffers = [];
let lock = null, shot = -1, pose = -1;
let stopped = false;                  // whether it ran when it hurt

const now = () => sound ? Math.min(film.seconds, from + Math.max(0, sound.currentTime - since)) : 0;
const bytes = text => Uint8Array.from(atob(text), letter => letter.charCodeAt(0));

function adpcm(data, count) {
  const made = new Float32Array(count);
  let place = 0, value = 0;
  for (let at = 0; at < count; at++) {
    const nibble = data[at >> 1] >> (at & 1 ? 4 : 0) & 15, step = film.steps[place];
    const size = (step >> 3) + (step >> 2) * (nibble & 1) + (step >> 1) * (nibble >> 1 & 1) + step * (nibble >> 2 & 1);
    value += nibble & 8 ? -size : size;
    place = Math.max(0, Math.min(film.steps.length - 1, place + film.climb[nibble & 7]));
    made[at] = value / 32768;
  }
  return made;
}

function pcm(data) {
  const read = new DataView(data.buffer), made = new Float32Array(data.length >> 1);
  for (let at = 0; at < made.length; at++) made[at] = read.getInt16(2 * at, true) / 32768;
  return made;
}

function buffer(number) {
  if (!buffers[number]) {
    const [kind, rate, count, text] = film.clips[number];
    const samples = kind === "adpcm" ? adpcm(bytes(text), count) : pcm(bytes(text));
    buffers[number] = sound.createBuffer(1, samples.length, rate);
    buffers[number].copyToChannel(samples, 0);
  }
  return buffers[number];
}

function place() {
  const until = now() + AHEAD_S;
  for (; placed < film.sounds.length && film.sounds[placed][0] < until; placed++) {
    const [at, clip, loud, ends] = film.sounds[placed];
    const source = sound.createBufferSource(), level = sound.createGain(), begins = since + at - from;
    source.buffer = buffer(clip);
    level.gain.setValueAtTime(loud, begins);
    if (ends !== null) {
      level.gain.setValueAtTime(loud, since + ends - from - FADE_S);
      level.gain.linearRampToValueAtTime(0, since + ends - from);
      source.stop(since + ends - from);
    }
    source.connect(level).connect(sound.destination);
    source.start(begins);
    sources.push(source);
    source.onended = () => { sources = sources.filter(one => one !== source); };
  }
}

function jump(to) {
  for (const source of sources) source.stop();
  sources = [];
  from = Math.max(0, Math.min(film.seconds, to));
  since = sound.currentTime + 0.1;
  placed = film.sounds.findIndex(one => one[0] > from - 0.001);
  if (placed < 0) placed = film.sounds.length;
  over = from >= film.seconds;
  show();
}

function last(list, moment) {
  let low = 0, high = list.length;
  while (low < high) {
    const middle = low + high >> 1;
    if (list[middle][0] <= moment + 0.001) low = middle + 1; else high = middle;
  }
  return low - 1;
}

function show() {
  const at = now();
  over = at >= film.seconds;
  $("before").hidden = sound !== null && at >= film.opening;
  $("moment").hidden = at < film.opening || over;
  $("after").hidden = !over;
  $("done").style.transform = `scaleX(${at / film.seconds})`;
  const seen = last(film.shots, at);
  if (seen !== shot) {
    shot = seen;
    const texts = seen < 0 ? [] : film.shots[seen].slice(1).map(number => film.texts[number]);
    ["heading", "where", "side", "counting", "action", "digits", "note", "coming"].forEach((id, number) => {
      const text = texts[number] || "";
      if ($(id).textContent !== text) $(id).textContent = text;
    });
  }
  let drawn = last(film.poses, at);
  while (still.matches && drawn > 0 && film.poses[drawn][1] >= 0 && !film.pictures[film.poses[drawn][1]][1]) drawn--;
  if (drawn !== pose) {
    pose = drawn;
    const number = drawn < 0 ? -1 : film.poses[drawn][1];
    $("picture").hidden = number < 0;
    $("drawn").innerHTML = number < 0 ? "" : film.pictures[number][0];
    $("picture").setAttribute("aria-label", number < 0 ? "" : film.pictures[number][2]);
  }
  $("play").textContent = over ? film.said.again : playing ? film.said.pause : sound ? film.said.go_on : film.said.start;
  document.documentElement.dataset.at = at.toFixed(3);
  if (over && playing) rest();
}

// After "it hurts" only what ran goes on, and what is over stays over.
function after(does) {
  $("pain").close();
  does();
  if (stopped && !over) start();
}

async function awake() {
  try { lock = playing && navigator.wakeLock ? await navigator.wakeLock.request("screen") : null; } catch { lock = null; }
}

function start() {
  if (!sound) { sound = new AudioContext(); since = sound.currentTime + 0.1; }
  if (over) jump(0);
  sound.resume();
  playing = true;
  awake();
  show();
}

function rest() {
  playing = false;
  if (sound) sound.suspend();
  if (lock) { lock.release(); lock = null; }
  show();
}

function go(by) {
  if (!sound) { start(); return; }
  const at = now(), marks = [0, ...film.stops, film.seconds];
  const here = marks.filter(mark => mark <= at + 0.001).length - 1;
  if (by > 0) jump(marks[Math.min(marks.length - 1, here + 1)]);
  else jump(marks[at - marks[here] > AGAIN_S ? here : Math.max(0, here - 1)]);
  if (playing) place();
}

const actions = { play: () => playing ? rest() : start(), back: () => go(-1), next: () => go(1),
  hurts: () => { stopped = playing; rest(); $("pain").showModal(); }, "go-on": () => after(() => {}),
  leave: () => after(() => { if (sound && !over) go(1); }) };
for (const id in actions) $(id).addEventListener("click", actions[id]);
const keys = { " ": "play", ArrowLeft: "back", b: "back", ArrowRight: "next", n: "next", h: "hurts" };
document.addEventListener("keydown", event => {
  const id = keys[event.key];
  if (!id || $("pain").open || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === " " && event.target.tagName === "BUTTON" && event.target.id !== "play") return;
  event.preventDefault();
  actions[id]();
});
document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible" && playing) awake(); });
setInterval(() => { if (playing) { place(); show(); } }, 100);
show();
