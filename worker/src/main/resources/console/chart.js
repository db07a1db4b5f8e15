// A chart that grows to the right: drawn by hand, since all it takes is a scale and a path.

import { drawing, element, say } from './dom.js';
import { duration, known } from './format.js';

const HEIGHT = 128;
const LEFT = 52;
const RIGHT = 6;
const TOP = 8;
const BOTTOM = 20;
const SPAN_MAX_MS = 5 * 60_000;
const SPAN_MIN_MS = 60_000;

export class LiveChart {
  #points = [];
  #cursor = null;
  #width = 300;

  /**
   * @param title   what is shown
   * @param figure  makes text of a figure
   * @param names   of the lines; a single line needs none
   * @param kind    'lines', or 'sticks' for what happens now and then
   * @param base    1000, or 1024 for bytes
   */
  constructor({ title, figure, names = [''], kind = 'lines', base = 1000 }) {
    this.title = title;
    this.figure = figure;
    this.names = names;
    this.kind = kind;
    this.base = base;
    this.values = names.map(() => element('b'));
    this.when = element('span', { class: 'quiet when' });
    this.grid = drawing('g', { class: 'grid' });
    this.areas = names.map((_, at) => drawing('path', { class: `area series-${at}` }));
    this.lines = names.map((_, at) => drawing('path', { class: `curve series-${at}` }));
    this.hair = drawing('line', { class: 'hair', y1: TOP, y2: HEIGHT - BOTTOM });
    this.svg = drawing('svg', { class: 'plot', height: HEIGHT, tabindex: 0, role: 'img' },
      this.grid, this.areas.length === 1 ? this.areas : [], this.lines, this.hair);
    this.node = element('figure', { class: 'panel chart' },
      element('figcaption', {},
        element('span', { class: 'title' }, title),
        names.length === 1 ? this.values : null,
        this.when,
        names.length === 1 ? null : element('span', { class: 'legend' }, names.map((name, at) =>
          element('span', { class: 'figure' }, element('i', { class: `swatch series-${at}`, 'aria-hidden': 'true' }), name, ' ', this.values[at])))),
      this.svg);
    this.#listen();
    new ResizeObserver(([seen]) => {
      this.#width = Math.max(160, Math.round(seen.contentRect.width));
      this.#draw();
    }).observe(this.svg);
  }

  /** @param values  one a line; null where there is none */
  push(at, values) {
    this.#points.push({ at, values });
    const oldest = at - SPAN_MAX_MS;
    while (this.#points.length > 0 && this.#points[0].at < oldest) {
      this.#points.shift();
    }
    this.#draw();
  }

  /** Goes on to the right without a new point. */
  passTo(at) {
    this.now = at;
    this.#draw();
  }

  #listen() {
    const leave = () => this.#look(null);
    this.svg.addEventListener('pointermove', (event) => this.#look(this.#nearest(event.offsetX)));
    this.svg.addEventListener('pointerleave', leave);
    this.svg.addEventListener('blur', leave);
    this.svg.addEventListener('keydown', (event) => {
      const last = this.#points.length - 1;
      const from = this.#cursor === null ? last : this.#points.indexOf(this.#cursor);
      const to = { ArrowLeft: from - 1, ArrowRight: from + 1, Home: 0, End: last }[event.key];
      if (to !== undefined && last >= 0) {
        event.preventDefault();
        this.#look(this.#points[Math.min(last, Math.max(0, to))]);
      } else if (event.key === 'Escape') {
        leave();
      }
    });
  }

  #look(point) {
    this.#cursor = point;
    this.#draw();
  }

  #nearest(x) {
    let best = null;
    for (const point of this.#points) {
      if (best === null || Math.abs(this.#x(point.at) - x) < Math.abs(this.#x(best.at) - x)) {
        best = point;
      }
    }
    return best;
  }

  #draw() {
    const last = this.#points.at(-1);
    this.end = Math.max(last?.at ?? 0, this.now ?? 0) || Date.now();
    this.begin = Math.min(this.#points[0]?.at ?? this.end, this.end - SPAN_MIN_MS);
    this.step = niceAtLeast(Math.max(...this.#points.flatMap((point) => point.values.filter(known)), 0) / 2, this.base);
    this.svg.setAttribute('viewBox', `0 0 ${this.#width} ${HEIGHT}`);
    this.#drawGrid();
    this.names.forEach((_, at) => this.#drawLine(at));
    this.#drawCursor(last);
  }

  #drawGrid() {
    const labels = [0, 1, 2].flatMap((steps) => {
      const y = this.#y(steps * this.step);
      return [
        drawing('line', { x1: LEFT, x2: this.#width - RIGHT, y1: y, y2: y, class: steps === 0 ? 'axis' : '' }),
        drawing('text', { x: LEFT - 7, y: y + 4, class: 'end' }, this.figure(steps * this.step)),
      ];
    });
    const span = (this.end - this.begin) / 1000;
    this.grid.replaceChildren(...labels,
      drawing('text', { x: LEFT, y: HEIGHT - 4 }, `−${span < 90 ? `${Math.round(span)} s` : `${Math.round(span / 60)} min`}`),
      drawing('text', { x: this.#width - RIGHT, y: HEIGHT - 4, class: 'end' }, 'now'));
  }

  #drawLine(at) {
    const floor = this.#y(0);
    let path = '';
    let area = '';
    let run = [];
    const endRun = () => {
      if (run.length > 0 && this.kind === 'lines') {
        const points = run.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L');
        path += `M${points}${run.length === 1 ? 'h.1' : ''}`;
        area += `M${run[0][0].toFixed(1)} ${floor}L${points}V${floor}Z`;
      }
      run = [];
    };
    for (const point of this.#points) {
      const value = point.values[at];
      if (!known(value)) {
        endRun();
      } else if (this.kind === 'sticks') {
        path += `M${this.#x(point.at).toFixed(1)} ${floor}V${this.#y(value).toFixed(1)}`;
      } else {
        run.push([this.#x(point.at), this.#y(value)]);
      }
    }
    endRun();
    this.lines[at].setAttribute('d', path);
    this.areas[at].setAttribute('d', area);
    this.lines[at].classList.toggle('sticks', this.kind === 'sticks');
  }

  #drawCursor(last) {
    const shown = this.#cursor ?? last;
    const x = this.#cursor === null ? -1 : this.#x(this.#cursor.at);
    this.hair.setAttribute('x1', x);
    this.hair.setAttribute('x2', x);
    this.values.forEach((node, at) => say(node, this.figure(shown?.values[at])));
    say(this.when, this.#cursor === null ? '' : `${duration(Math.round((this.end - this.#cursor.at) / 1000))} ago`);
    const figures = this.names.map((name, at) => `${name} ${this.figure(shown?.values[at])}`.trim()).join(', ');
    this.svg.setAttribute('aria-label', `${this.title}: ${figures}. Arrow keys show earlier figures.`);
  }

  #x(at) {
    return LEFT + ((at - this.begin) / (this.end - this.begin)) * (this.#width - LEFT - RIGHT);
  }

  #y(value) {
    return HEIGHT - BOTTOM - (value / (2 * this.step)) * (HEIGHT - TOP - BOTTOM);
  }
}

/** The smallest round number that is no smaller. */
function niceAtLeast(least, base) {
  if (!(least > 0)) {
    return base === 1024 ? 1024 : 1;
  }
  const power = base === 1024
    ? 1024 ** Math.floor(Math.log(least) / Math.log(1024))
    : 10 ** Math.floor(Math.log10(least));
  const round = base === 1024 ? [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024] : [1, 2, 5, 10];
  return power * round.find((factor) => factor * power >= least * 0.999_999);
}
