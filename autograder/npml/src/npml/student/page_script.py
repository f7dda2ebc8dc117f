"""A small script for the page of a live widget: names, groups and keys that core ipywidgets leaves out.

A widget works without it, where a frontend runs no scripts; with it, a screen reader hears names and states, a slider is
one stop of the Tab key (its field), and keys inside a widget are no shortcuts of the notebook.
"""

from __future__ import annotations

import json

from .messages import study as text

#: Every live widget has this class; the script looks for it.
LIVE = "npml-live"
#: On the row of a control, with the control's name: what a click on a picture sets.
ROW = "npml-at-"
#: On a widget whose text is read out when it changes.
STATUS = "npml-status"
#: On the text that names the radio buttons which follow it.
NAME = "npml-name"

_SCRIPT = """(() => {
  if (window.npmlLive) return;
  window.npmlLive = true;
  const PLAY = __PLAY__;
  let names = 0;
  const set = (node, key, value) => {
    if (node && value && node.getAttribute(key) !== value) node.setAttribute(key, value);
  };
  const all = (node, path) => [...node.querySelectorAll(path)];
  const label = node => node.querySelector(':scope > .widget-label')?.textContent.trim();
  const dress = root => {
    set(root, 'role', 'group');
    set(root, 'aria-label', root.querySelector('.npml-title')?.textContent);
    all(root, '.npml-status > .widget-html-content').forEach(node => {
      set(node, 'role', 'status');
      set(node, 'aria-atomic', 'true');
    });
    all(root, '.noUi-handle').forEach(handle => {
      const row = handle.closest('[class*="npml-at-"]'), field = row?.querySelector('input[type=number]');
      if (!field) return;
      set(handle, 'aria-label', label(field.parentNode));
      set(handle, 'aria-valuetext', field.value);
      set(handle, 'tabindex', '-1');
    });
    all(root, '.widget-toggle-buttons').forEach(group => {
      set(group, 'role', 'group');
      set(group, 'aria-label', label(group));
      all(group, 'button').forEach(button => {
        set(button, 'aria-pressed', String(button.classList.contains('mod-active')));
      });
    });
    all(root, '.widget-radio').forEach(group => {  // without a common name: an arrow key would choose in passing
      set(group, 'role', 'radiogroup');
      const name = group.previousElementSibling?.querySelector('.npml-name');
      if (name) name.id ||= `npml-name-${++names}`;
      set(group, name ? 'aria-labelledby' : 'aria-label', name ? name.id : label(group));
    });
    all(root, '[class*="npml-at-"] > button[title]').forEach(button => set(button, 'aria-label', button.title));
    all(root, '.widget-play button').forEach(button => {
      const icon = [...(button.querySelector('i')?.classList || [])].find(one => PLAY[one]);
      set(button, 'aria-label', PLAY[icon]);
      set(button, 'title', PLAY[icon]);
    });
  };
  const changed = new Set();
  const look = () => { changed.forEach(dress); changed.clear(); };
  const found = ({target, addedNodes}) => {
    const root = target.closest?.('.npml-live');
    if (root && target.closest('.widget-html')) return [];  // a new picture needs nothing
    const inside = [...addedNodes].flatMap(node => node.querySelectorAll ? all(node.parentNode || node, '.npml-live') : []);
    return root ? [root] : inside;
  };
  new MutationObserver(records => {
    const first = !changed.size;
    records.flatMap(found).forEach(root => changed.add(root));
    if (first && changed.size) requestAnimationFrame(look);
  }).observe(document.body, {
    childList: true, subtree: true, attributes: true, attributeFilter: ['class', 'tabindex', 'aria-valuenow'],
  });
  all(document, '.npml-live').forEach(dress);
  // Lumino, which JupyterLab's shortcuts go through, leaves alone an element with this attribute.
  window.addEventListener('keydown', event => {
    if (!event.target.closest?.('.npml-live')) return;
    const meant = event.ctrlKey || event.metaKey || event.altKey || (event.shiftKey && event.key === 'Enter');
    event.target.toggleAttribute('data-lm-suppress-shortcuts', !meant);
  }, true);
  document.addEventListener('click', event => {
    const place = event.target.closest?.('[data-npml-set]');
    const [control, value] = (place?.getAttribute('data-npml-set') || '').split('=');
    const field = place?.closest('.npml-live')?.querySelector(`.npml-at-${control} input[type=number]`);
    if (!field) return;
    field.value = value;
    field.dispatchEvent(new Event('change', {bubbles: true}));
  });
})()"""


def page_script() -> str:
    """The script as an element; a page runs it once, however often it is there."""
    script = _SCRIPT.replace("__PLAY__", json.dumps(text.PLAY_BUTTONS, ensure_ascii=False))
    return f"<script>{script}</script>"
