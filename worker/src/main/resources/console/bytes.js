// Keys and values travel as hexadecimal digits; people mostly mean text.

const DECODER = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
// Control and format characters, and lone surrogates: what they look like on the page is not what is there.
const UNREADABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u;

export function hexOfText(text) {
  return Array.from(new TextEncoder().encode(text), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The text that these bytes are, or null if they are none that can be shown. */
export function textOfHex(hex) {
  try {
    const text = DECODER.decode(bytesOfHex(hex));
    return text === '' || UNREADABLE.test(text) ? null : text;
  } catch {
    return null;
  }
}

/** Digits as somebody typed them, or null if they are none. */
export function hexOfDigits(typed) {
  const digits = typed.trim().replace(/^0x/i, '').replaceAll(/\s/g, '').toLowerCase();
  return /^([0-9a-f]{2})*$/.test(digits) ? digits : null;
}

/** Text in front and bytes behind it, as many producers make keys: { text, rest } with the rest in digits, or null. */
export function textAndRest(hex) {
  const digits = /^(?:[2-7][0-9a-f])*/.exec(hex)[0].replace(/7f.*$/, '');
  const text = textOfHex(digits) ?? '';
  const end = Math.max(text.lastIndexOf('/'), text.lastIndexOf(':')) + 1 || text.length;
  return end >= 3 ? { text: text.slice(0, end), rest: hex.slice(end * 2) } : null;
}

/** A number of up to eight bytes, the highest first, as many producers write counters; null if there are more. */
export function numberOfHex(hex) {
  return hex.length > 0 && hex.length <= 16 ? BigInt(`0x${hex}`) : null;
}

function bytesOfHex(hex) {
  return Uint8Array.from({ length: hex.length / 2 }, (_, at) => Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16));
}
