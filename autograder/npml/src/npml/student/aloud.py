"""Lets a screen reader say the heading of a panel that has just appeared.

A region that comes with its text is mostly not read out: it has to be on the page before its content changes.  So a script
keeps one region for all panels, and puts their headings into it.  An output that is only drawn again, because the notebook
is reopened or scrolled, says nothing: it knows when it was made.
"""

from __future__ import annotations

import time
from html import escape

from .output import in_kernel, strict

_SCRIPT = """(() => {
  if (window.npmlAloud) return;
  const place = window.npmlAloud = document.body.appendChild(document.createElement('div'));
  const said = new Set();
  place.id = 'npml-aloud';
  place.setAttribute('role', 'status');
  place.setAttribute('aria-live', 'polite');
  place.setAttribute('aria-atomic', 'false');
  place.style.cssText = 'position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)';
  const say = node => {
    const {npmlSay, npmlAt} = node.dataset;
    if (said.has(npmlSay + npmlAt) || Math.abs(Date.now() - npmlAt) > 60000) return;
    said.add(npmlSay + npmlAt);
    place.append(Object.assign(document.createElement('div'), {textContent: npmlSay}));
    while (place.children.length > 5) place.firstChild.remove();
  };
  const look = node => {
    if (node.matches?.('[data-npml-say]')) say(node);
    node.querySelectorAll?.('[data-npml-say]').forEach(say);
  };
  new MutationObserver(records => records.forEach(record => record.addedNodes.forEach(look)))
    .observe(document.body, {childList: true, subtree: true});
  setTimeout(() => look(document), 200);
})()"""


def aloud(html: str, says: str) -> str:
    """A panel's HTML that is complete in itself, with what makes a running notebook say so; as it is elsewhere."""
    if not in_kernel() or strict():
        return html
    mark = f'<span data-npml-say="{escape(says)}" data-npml-at="{time.time() * 1000:.0f}"></span>'
    return f"{html}{mark}<script>{_SCRIPT}</script>"
