// Lays words out with d3-cloud: one request a line on standard input, one answer a line on standard output.

"use strict";
const { createCanvas, GlobalFonts } = require("@napi-rs/canvas");
const cloud = require("d3-cloud");
const lines = require("node:readline").createInterface({ input: process.stdin });

const FAMILY = "bench";
GlobalFonts.registerFromPath(process.argv[2], FAMILY);
const ruler = createCanvas(1, 1).getContext("2d");

// A fixed start (mulberry32), because d3-cloud scatters its words by chance.
function chance(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function answer(request, placed, seconds) {
  const words = placed.map((word) => {
    ruler.font = `${word.size}px ${FAMILY}`;
    const left = word.x + request.width / 2 - ruler.measureText(word.text).width / 2;
    return { text: word.text, size: word.size, left, baseline: word.y + request.height / 2 };
  });
  process.stdout.write(JSON.stringify({ seconds, words }) + "\n");
}

lines.on("line", (line) => {
  const request = JSON.parse(line);
  const begin = process.cpuUsage();
  cloud()
    .size([request.width, request.height])
    .canvas(() => createCanvas(1, 1))
    .words(request.words)
    .padding(request.padding)
    .rotate(0)
    .font(FAMILY)
    .fontSize((word) => word.size)
    .random(chance(1))
    .on("end", (placed) => {
      const used = process.cpuUsage(begin);
      answer(request, placed, (used.user + used.system) / 1e6);
    })
    .start();
});
