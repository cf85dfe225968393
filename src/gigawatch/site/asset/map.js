"use strict";

// The map of plants: wheel and buttons zoom, dragging moves. It is drawn as high as its box, whose shape is the style's.
// Marks grow more slowly than the map as it is drawn nearer; those of places that lie close together stand side by side
// until there is room, and places are named as far as names have room.

const sitePlantMap = (() => {
  const MOST_NAMED = 800; // marks in sight beyond which their places are not named
  const MOST_APART = 150; // places in sight beyond which their marks stay where they lie
  const ROUNDS = 120;
  const BROAD = 900; // a box of so many pixels shows the marks as they are, a smaller one larger
  const LETTER = 12.5; // pixels
  let map, width, height, view, isChosen, aim, towns, marks;

  const clamp = (value, least, most) => Math.min(Math.max(value, least), most);
  // the first of the parts of a length that are seen: within the whole, or around the middle of it
  const fitIn = (first, seen, whole) => (seen > whole ? (whole - seen) / 2 : clamp(first, 0, whole - seen));
  const isSeen = ({ x, y }) => x >= view.x && x <= view.x + view.width && y >= view.y && y <= view.y + view.height;
  const isShown = ({ circle }) => !circle.parentElement.hasAttribute("hidden");
  const isApart = (one, other) =>
    one.right < other.left || one.left > other.right || one.bottom < other.top || one.top > other.bottom;

  // Each mark with its radius, the point of its town, and how far from that it stands on the map of the world; the
  // towns with their names, those of most plants first.
  function read() {
    towns = new Map();
    for (const text of map.querySelectorAll(".town")) {
      const [x, y] = ["x", "y"].map((name) => Number(text.getAttribute(name)));
      const wide = [...text.textContent].reduce((sum, letter) => sum + (letter > "\u2e80" ? 1.05 : 0.58), 0);
      towns.set(`${x} ${y}`, { text, x, y, wide, marks: [], aside: [0, 0] });
    }
    marks = [...map.querySelectorAll("circle")].map((circle) => {
      const [r, cx, cy] = ["r", "cx", "cy"].map((name) => Number(circle.getAttribute(name)));
      const [x, y] = [Number(circle.dataset.x ?? cx), Number(circle.dataset.y ?? cy)];
      const mark = { circle, r, x, y, dx: cx - x, dy: cy - y, town: towns.get(`${x} ${y}`) };
      mark.town.marks.push(mark);
      return mark;
    });
  }

  // How far aside the marks of each town stand so that they touch those of no other, the smaller ones farther.
  function keepApart(near, size, gap) {
    for (const town of towns.values()) town.aside = [0, 0];
    if (near.length > MOST_APART) return;
    const reach = near.map((town) => Math.max(...town.marks.filter(isShown).map(({ r, dx, dy }) => Math.hypot(dx, dy) + r)) * size);
    const [xs, ys] = [near.map(({ x }) => x), near.map(({ y }) => y)];
    for (let round = 0, isMoved = true; isMoved && round < ROUNDS; round += 1) {
      isMoved = false;
      for (let one = 0; one < near.length; one += 1) {
        for (let other = one + 1; other < near.length; other += 1) {
          const [across, down, least] = [xs[other] - xs[one], ys[other] - ys[one], reach[one] + reach[other] + gap];
          const far = Math.hypot(across, down);
          if (far >= least * 0.999) continue;
          isMoved = true;
          const [left, top] = far ? [across / far, down / far] : [1, 0];
          const share = reach[other] ** 2 / (reach[one] ** 2 + reach[other] ** 2);
          xs[one] -= left * (least - far) * share;
          ys[one] -= top * (least - far) * share;
          xs[other] += left * (least - far) * (1 - share);
          ys[other] += top * (least - far) * (1 - share);
        }
      }
    }
    near.forEach((town, at) => { town.aside = [xs[at] - town.x, ys[at] - town.y]; });
  }

  // The box around a mark as it is drawn.
  function frame({ r, x, y, dx, dy, town: { aside } }, size) {
    const [left, top] = [x + aside[0] + (dx - r) * size, y + aside[1] + (dy - r) * size];
    return { left, top, right: left + 2 * r * size, bottom: top + 2 * r * size };
  }

  // Where the name of a town may stand: below its marks, above them, or on one side.
  function listPlaces(frames, wide, letter) {
    const [left, right] = [Math.min(...frames.map((one) => one.left)), Math.max(...frames.map((one) => one.right))];
    const [top, bottom] = [Math.min(...frames.map((one) => one.top)), Math.max(...frames.map((one) => one.bottom))];
    const [x, y, half] = [(left + right) / 2, (top + bottom) / 2, wide * letter / 2];
    const boxAt = (middle, first) => ({ x: middle, left: middle - half, right: middle + half, top: first, bottom: first + letter * 1.2 });
    return [
      boxAt(x, bottom + letter * 0.1), boxAt(x, top - letter * 1.3),
      boxAt(right + half + letter * 0.3, y - letter * 0.6), boxAt(left - half - letter * 0.3, y - letter * 0.6),
    ];
  }

  // A name that would touch another name or a mark wherever it stands is left out, until the map is drawn nearer.
  function nameTowns(near, size, letter) {
    const frames = new Map(near.map((town) => [town, town.marks.filter(isShown).map((mark) => frame(mark, size))]));
    const taken = [...frames.values()].flat();
    for (const { text } of towns.values()) text.setAttribute("hidden", "");
    if (taken.length > MOST_NAMED) return;
    const isInside = ({ left, right, top, bottom }) =>
      left >= view.x && right <= view.x + view.width && top >= view.y && bottom <= view.y + view.height;
    for (const town of near) {
      const places = listPlaces(frames.get(town), town.wide, letter).filter(isInside);
      const box = places.find((place) => taken.every((one) => isApart(place, one)));
      if (!box) continue;
      taken.push(box);
      town.text.removeAttribute("hidden");
      for (const [name, value] of Object.entries({ x: box.x, y: box.bottom - letter * 0.3, "font-size": letter })) town.text.setAttribute(name, value.toFixed(2));
    }
  }

  function shapeOf() {
    const box = map.getBoundingClientRect();
    const ratio = box.width ? box.height / box.width : height / width;
    return { ratio, wide: box.width || BROAD, widest: Math.max(width, height / ratio), grown: clamp(BROAD / (box.width || BROAD), 1, 2.4) };
  }

  function draw() {
    const { ratio, wide, widest, grown } = shapeOf();
    view.width = clamp(view.width, width / 40, widest);
    view.height = view.width * ratio;
    view.x = fitIn(view.x, view.width, width);
    view.y = fitIn(view.y, view.height, height);
    map.setAttribute("viewBox", `${view.x} ${view.y} ${view.width} ${view.height}`);
    const zoom = view.width / width;
    const size = zoom ** 0.75 * grown;
    const near = [...towns.values()].filter((town) => isSeen(town) && town.marks.some(isShown));
    keepApart(near, size, (view.width / wide) * 1.5);
    for (const { circle, r, x, y, dx, dy, town: { aside } } of marks) {
      const place = { r: r * size, cx: x + aside[0] + dx * size, cy: y + aside[1] + dy * size };
      for (const [name, value] of Object.entries(place)) circle.setAttribute(name, value.toFixed(2));
    }
    map.style.setProperty("--zoom", String(zoom * grown));
    nameTowns(near, size, (view.width / wide) * LETTER);
  }

  // A view that the reader asks for.
  function choose(next) {
    view = next;
    isChosen = true;
    draw();
  }

  const middle = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

  // What a button zooms to: where the reader pointed last, else the plants in sight, else the middle of the map.
  function findTarget() {
    if (aim && isSeen(aim)) return aim;
    const seen = marks.filter((mark) => isSeen(mark) && isShown(mark));
    if (!seen.length) return { x: view.x + view.width / 2, y: view.y + view.height / 2 };
    const [x, y] = [middle(seen.map((mark) => mark.x)), middle(seen.map((mark) => mark.y))];
    const far = (mark) => Math.hypot(mark.x - x, mark.y - y);
    return seen.reduce((best, mark) => (far(mark) < far(best) ? mark : best));
  }

  function zoom(by, { x, y }) {
    const next = clamp(view.width * by, width / 40, shapeOf().widest);
    const share = next / view.width;
    choose({ ...view, x: x - (x - view.x) * share, y: y - (y - view.y) * share, width: next });
  }

  // A view that holds all marks, as near as it can be.
  function showAll() {
    const [xs, ys] = [marks.map((mark) => mark.x), marks.map((mark) => mark.y)];
    const [least, most] = [(numbers) => numbers.reduce((a, b) => Math.min(a, b)), (numbers) => numbers.reduce((a, b) => Math.max(a, b))];
    const [left, top] = [least(xs), least(ys)];
    const [across, down] = [most(xs) - left, most(ys) - top];
    const { ratio } = shapeOf();
    view.width = Math.max(across, down / ratio) * 1.25 + 40;
    view.x = left + (across - view.width) / 2;
    view.y = top + (down - view.width * ratio) / 2;
    draw();
  }

  // In a box of another shape the middle of what the reader chose stays; before any choice, all plants are in sight.
  function reshape() {
    if (!isChosen) {
      if (marks.length) showAll();
      return;
    }
    view.y += (view.height - view.width * shapeOf().ratio) / 2;
    draw();
  }

  function find(event) {
    const box = map.getBoundingClientRect();
    return {
      x: view.x + ((event.clientX - box.left) / box.width) * view.width,
      y: view.y + ((event.clientY - box.top) / box.height) * view.height,
    };
  }

  function followPointer() {
    let held = null;
    map.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      aim = find(event);
      zoom(event.deltaY > 0 ? 1.25 : 0.8, aim);
    }, { passive: false });
    map.addEventListener("pointerdown", (event) => {
      aim = find(event);
      if (event.button === 0 && event.isPrimary && !event.target.closest(".spot")) held = aim;
    });
    window.addEventListener("pointermove", (event) => {
      if (!held) return;
      const { x, y } = find(event);
      choose({ ...view, x: view.x + held.x - x, y: view.y + held.y - y });
    });
    for (const end of ["pointerup", "pointercancel"]) window.addEventListener(end, () => { held = null; });
  }

  // A mark that is reached by keyboard is brought into sight.
  function followFocus() {
    map.addEventListener("focusin", (event) => {
      const mark = marks.find(({ circle }) => circle.parentElement === event.target);
      if (!mark) return;
      aim = mark;
      const [across, down] = [(mark.x - view.x) / view.width, (mark.y - view.y) / view.height];
      if (Math.min(across, down) >= 0.02 && Math.max(across, down) <= 0.98) return;
      choose({ ...view, x: mark.x - view.width / 2, y: mark.y - view.height / 2 });
    });
  }

  function followButtons() {
    const tools = document.querySelector(".zoom");
    tools.hidden = false;
    tools.addEventListener("click", (event) => {
      const way = event.target.dataset.zoom;
      if (way === "all") {
        aim = null;
        choose({ x: 0, y: 0, width: Infinity, height });
      } else if (way) zoom(way === "in" ? 0.6 : 1 / 0.6, findTarget());
    });
  }

  function start(given) {
    map = given;
    [, , width, height] = map.getAttribute("viewBox").split(" ").map(Number);
    view = { x: 0, y: 0, width, height };
    isChosen = false;
    aim = null;
    read();
    followPointer();
    followFocus();
    followButtons();
    window.addEventListener("resize", reshape);
    if (marks.length) showAll();
  }
  return { start, draw };
})();
