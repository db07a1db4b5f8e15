// Figures as people read them. What is not known is a dash.

export const UNKNOWN = '–';

const GROUPED = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const BYTE_UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

export function count(number) {
  return known(number) ? GROUPED.format(number) : UNKNOWN;
}

/** Short enough for a scale: 950, 1.2k, 35k, 2M. */
export function short(number) {
  if (!known(number)) {
    return UNKNOWN;
  }
  const units = [[1e9, 'G'], [1e6, 'M'], [1e3, 'k']];
  const [size, unit] = units.find(([least]) => Math.abs(number) >= least) ?? [1, ''];
  return plain(number / size) + unit;
}

export function rate(number) {
  return known(number) ? (number >= 100 ? GROUPED.format(number) : plain(number)) : UNKNOWN;
}

export function bytes(number) {
  if (!known(number)) {
    return UNKNOWN;
  }
  let unit = 0;
  let size = number;
  while (size >= 1024 && unit < BYTE_UNITS.length - 1) {
    size /= 1024;
    unit++;
  }
  return `${unit === 0 ? Math.round(size) : plain(size)} ${BYTE_UNITS[unit]}`;
}

export function milliseconds(number) {
  if (!known(number)) {
    return UNKNOWN;
  }
  return number < 1000 ? `${plain(number)} ms` : duration(number / 1000);
}

export function duration(seconds) {
  if (!known(seconds)) {
    return UNKNOWN;
  }
  if (seconds < 60) {
    return `${plain(seconds)} s`;
  }
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) {
    return `${minutes} min ${Math.floor(seconds % 60)} s`;
  }
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

export function percent(share) {
  return known(share) ? `${plain(share * 100)} %` : UNKNOWN;
}

export function time(timestampMs) {
  return known(timestampMs) ? new Date(timestampMs).toISOString().replace('T', ' ').replace(/\.\d+Z$/, ' UTC') : UNKNOWN;
}

/** Of the day, as the clock on the wall shows it. */
export function clock(timestampMs) {
  return new Date(timestampMs).toLocaleTimeString('en-GB');
}

export function shortHash(hash) {
  return hash.length > 14 ? `${hash.slice(0, 8)}…${hash.slice(-4)}` : hash;
}

/** What the worker says in a line of its own, as a sentence. */
export function sentence(text) {
  return text.charAt(0).toUpperCase() + text.slice(1) + (/[.!?]?$/.exec(text)[0] || text === '' ? '' : '.');
}

export function plural(number, one, many) {
  return `${count(number)} ${number === 1 ? one : many}`;
}

export function known(number) {
  return typeof number === 'number' && Number.isFinite(number);
}

function plain(number) {
  const digits = Math.abs(number) >= 99.95 || Number.isInteger(number) ? 0 : Math.abs(number) >= 9.95 ? 1 : 2;
  return String(Number(number.toFixed(digits)));
}
