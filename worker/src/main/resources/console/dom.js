// Makes elements. What they show is set as text, never as markup, so no key or value can become part of the page.

const SVG = 'http://www.w3.org/2000/svg';

export function element(name, attributes = {}, ...children) {
  return furnished(document.createElement(name), attributes, children);
}

export function drawing(name, attributes = {}, ...children) {
  return furnished(document.createElementNS(SVG, name), attributes, children);
}

export function replaceContent(node, ...children) {
  node.replaceChildren(...children.flat().filter(isThere));
  return node;
}

/** Sets a text only if it is another one: what stays the same is not announced, and a selection stays. */
export function say(node, text) {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}

function furnished(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) {
      node.addEventListener(name.slice(2), value);
    } else if (value === true) {
      node.setAttribute(name, '');
    } else if (value !== false && value !== null && value !== undefined) {
      node.setAttribute(name, value);
    }
  }
  node.append(...children.flat().filter(isThere));
  return node;
}

function isThere(child) {
  return child !== null && child !== undefined && child !== false;
}
