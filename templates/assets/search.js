/*
The search of the portal. It works from disk as from a server: the records of each unit are a script in the unit's
folder, loaded when somebody begins to search. The state of a search stands in the address, so it can be sent as a link.
*/
"use strict";

const disclosure = (() => {
  const form = document.getElementById("search");
  const narrow = document.getElementById("narrow");
  const found = document.getElementById("found");
  const browse = document.getElementById("browse");
  const list = document.getElementById("results");
  const status = document.getElementById("status");
  const more = document.getElementById("more");
  const permalink = document.getElementById("permalink");
  const title = document.title;
  const PAGE = 30;
  const CONTEXT = 60;

  const records = [];
  const parts = new Map(form.dataset.parts.split(" ").filter(Boolean).map((path) => [path.split("/")[0], path]));
  const begun = new Set();
  const done = new Set();
  const failed = new Set();
  let sorted = true;
  let hits = [];
  let words = [];
  let shown = 0;

  /* What differs only in width, case or the kind of brackets and dashes is the same: 〔2025〕 is (2025). */
  function fold(text) {
    return text.normalize("NFKC").toLowerCase()
      .replace(/[〔【\[]/g, "(").replace(/[〕】\]]/g, ")").replace(/[‐-―−]/g, "-");
  }

  /* The state of a search: what stands in the fields, under the names that they have in the address. */
  function read() {
    return new Map([...new FormData(form)].filter(([, value]) => value.trim()));
  }

  function write(state) {
    for (const field of form.elements) {
      if (!field.name) continue;
      field.value = state.get(field.name) || "";
      if (field.selectedIndex === -1) field.value = "";
    }
  }

  function hash(state) {
    return `#${new URLSearchParams([["q", state.get("q") || ""], ...[...state].filter(([name]) => name !== "q")])}`;
  }

  /* A search is named behind #, or behind ? where the field of another page led here. */
  const isState = (text) => text.includes("=");

  function fromAddress() {
    return new URLSearchParams(isState(location.hash) ? location.hash.slice(1) : location.search);
  }

  /* Records: a row of a part with the names of its columns, and the text in which words are looked up. */
  function add(part) {
    for (const row of part.rows) {
      const record = Object.fromEntries(part.columns.map((name, index) => [name, row[index]]));
      const known = part.classes[record.class] || { path: [], names: [] };
      record.unit = part.unit;
      record.name = part.name;
      record.href = `${part.unit}/${record.href}`;
      record.path = known.path;
      record.names = known.names;
      record.head = fold(`\n${record.title}\n${record.code}\n${record.doc_no}\n`);
      record.all = record.head + fold([record.name, record.publisher, ...known.names, record.text].join("\n"));
      records.push(record);
    }
    sorted = false;
  }

  const wanted = (unit) => (parts.has(unit) ? [unit] : [...parts.keys()]);

  function load(unit) {
    for (const name of wanted(unit).filter((part) => !begun.has(part))) {
      begun.add(name);
      const script = document.createElement("script");
      script.async = false;
      script.src = parts.get(name);
      script.onload = () => settle(name);
      script.onerror = () => { failed.add(name); settle(name); };
      document.head.append(script);
    }
  }

  function settle(name) {
    done.add(name);
    refresh();
  }

  /* One search for each drawn frame is enough, however many parts arrive or keys are pressed in it. */
  let asked = 0;
  function refresh() {
    found.setAttribute("aria-busy", "true");
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(search);
  }

  const answers = {
    unit: (record, value) => record.unit === value,
    kind: (record, value) => record.kind === value,
    class: (record, value) => record.path.includes(value),
    mode: (record, value) => record.mode === value,
    audience: (record, value) => record.audience.includes(value),
    channel: (record, value) => record.channels.includes(value),
    year: (record, value) => record.date.startsWith(value),
    validity: (record, value) => record.validity === value,
  };

  const newest = (one, other) => (one.date < other.date ? 1 : one.date > other.date ? -1 : 0);
  const byCode = (one, other) => (one.code < other.code ? -1 : one.code > other.code ? 1 : 0);

  /* From newest first into the order that is asked for: by relevance it is enough to part the ranks. */
  const orders = {
    "": (some) => {
      const ranks = [[], [], []];
      for (const record of some) ranks[rank(record)].push(record);
      return ranks.flat();
    },
    newest: (some) => some,
    oldest: (some) => some.reverse(),
    code: (some) => some.sort(byCode),
  };

  /* The record that is named exactly comes first, then those with all words in title or numbers. */
  function rank(record) {
    if (words.length === 1 && record.head.includes(`\n${words[0]}\n`)) return 0;
    return words.every((word) => record.head.includes(word)) ? 1 : 2;
  }

  function find(asking) {
    if (!sorted) records.sort(newest);
    sorted = true;
    return records.filter((record) => asking.every(([name, value]) => answers[name](record, value))
      && words.every((word) => record.all.includes(word)));
  }

  function search() {
    const state = read();
    const asking = [...state].filter(([name]) => name in answers);
    words = fold(state.get("q") || "").split(/\s+/).filter(Boolean);
    const active = words.length > 0 || asking.length > 0;
    found.hidden = !active;
    browse.hidden = active;
    document.title = active ? `${[state.get("q"), "检索结果"].filter(Boolean).join(" ")} - ${title}` : title;
    permalink.href = hash(state);
    if (active) load(state.get("unit"));
    hits = active ? orders[state.get("sort") || ""](find(asking)) : [];
    shown = 0;
    list.replaceChildren();
    show();
    const complete = !active || wanted(state.get("unit")).every((name) => done.has(name));
    status.textContent = !active ? "" : complete ? told() : "正在检索……";
    found.setAttribute("aria-busy", String(!complete));
  }

  function show() {
    list.append(...hits.slice(shown, shown + PAGE).map(drawn));
    shown = Math.min(shown + PAGE, hits.length);
    more.hidden = shown >= hits.length;
    more.textContent = `再显示${Math.min(PAGE, hits.length - shown)}条`;
  }

  function told() {
    const items = hits.filter((record) => record.kind === "item").length;
    const counted = hits.length
      ? `找到${hits.length}条：公开事项${items}项，信息条目${hits.length - items}条。`
      : "没有找到。可以减少几个词，或者放宽筛选条件。";
    return failed.size ? `${counted}有${failed.size}个单位的检索数据没有读到。` : counted;
  }

  /* A record in the list of results. All texts are set as texts: nothing in a record can become markup. */
  function drawn(record) {
    const item = element("li", "result");
    const heading = element("h3");
    const link = element("a");
    link.href = record.href;
    link.append(marked(record.title));
    heading.append(link);
    const facts = element("p", "result-facts");
    const said = [
      [record.kind === "item" ? "事项" : "信息"],
      [record.name],
      [record.names.join(" › ")],
      [record.code],
      [record.doc_no],
      [record.date],
      [record.mode === "主动公开" ? "" : record.mode, "tag"],
      [record.validity, "tag"],
    ];
    for (const [text, kind] of said) {
      if (!text) continue;
      const fact = element("span", kind || "");
      fact.append(marked(text));
      facts.append(fact, " ");
    }
    item.append(heading, facts);
    const line = telling(record);
    if (line) {
      const excerpt = element("p", "excerpt");
      excerpt.append(marked(line));
      item.append(excerpt);
    }
    return item;
  }

  function element(name, kind) {
    const made = document.createElement(name);
    if (kind) made.className = kind;
    return made;
  }

  /* The line of a record's text that says most about why it was found: with most of the words, around the first. */
  function telling(record) {
    let best = { count: 0, line: record.text.split("\n")[0], at: 0 };
    for (const line of record.text.split("\n")) {
      const folded = fold(line);
      const places = words.map((word) => folded.indexOf(word)).filter((at) => at >= 0);
      if (places.length > best.count) best = { count: places.length, line, at: Math.min(...places) };
    }
    return cut(best.line, best.at);
  }

  function cut(line, at) {
    const start = at > CONTEXT ? at - CONTEXT / 2 : 0;
    const end = start + 2 * CONTEXT;
    return (start ? "…" : "") + line.slice(start, end) + (end < line.length ? "…" : "");
  }

  /* A text with the words marked in it. Folding may change its length, so each folded character knows its origin. */
  function marked(text) {
    const whole = fold(text);
    if (!words.some((word) => whole.includes(word))) return text;
    const characters = [...text];
    const origins = [];
    let folded = "";
    characters.forEach((character, index) => {
      const one = fold(character);
      folded += one;
      for (let length = one.length; length > 0; length -= 1) origins.push(index);
    });
    const inside = new Set();
    for (const word of words) {
      for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
        for (const origin of origins.slice(at, at + word.length)) inside.add(origin);
      }
    }
    const fragment = document.createDocumentFragment();
    let start = 0;
    characters.forEach((_, index) => {
      if (index + 1 < characters.length && inside.has(index) === inside.has(index + 1)) return;
      const piece = characters.slice(start, index + 1).join("");
      if (inside.has(index)) {
        const mark = element("mark");
        mark.textContent = piece;
        fragment.append(mark);
      } else {
        fragment.append(piece);
      }
      start = index + 1;
    });
    return fragment;
  }

  function changed() {
    refresh();
    history.replaceState(null, "", hash(read()));
  }

  form.addEventListener("focusin", () => load(""), { once: true });
  form.addEventListener("input", (event) => { if (!event.isComposing) changed(); });
  form.addEventListener("compositionend", changed);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    changed();
    found.focus();
  });
  form.addEventListener("reset", () => setTimeout(changed));
  more.addEventListener("click", () => {
    const next = shown;
    show();
    list.children[next].querySelector("a").focus();
  });
  addEventListener("hashchange", () => {
    if (!isState(location.hash)) return;
    write(fromAddress());
    refresh();
  });

  write(fromAddress());
  narrow.open = matchMedia("(min-width: 54rem)").matches || read().size > 1;
  refresh();
  return { add };
})();
