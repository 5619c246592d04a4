// The preview's page: asks for the state of what is chosen, shows it, and asks again whenever files change.
// What a document looks like is decided by the server; nothing here is kept beyond the tab.

const byId = (id) => document.getElementById(id);
const panel = byId("panel");
const status = byId("status");

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

// ── What is chosen: it stands in the address, so that each tab of the browser has its own ────────

const KEYS = ["document", "view", "theme", "paper"];
let choice = fromAddress();

function fromAddress() {
  const query = new URLSearchParams(location.search);
  return Object.fromEntries(KEYS.map((key) => [key, query.get(key) ?? ""]));
}

function query(more = {}, of = choice) {
  const pairs = Object.entries({ ...of, ...more }).filter(([, value]) => value !== "");
  return new URLSearchParams(pairs).toString();
}

function choose(changes) {
  remember();
  choice = { ...choice, ...changes };
  history.pushState(null, "", `?${query()}`);
  refresh();
}

addEventListener("popstate", () => {
  remember();
  choice = fromAddress();
  refresh();
});

// ── Asking ───────────────────────────────────────────────────────────────────────────────────────

let asked = null;

async function refresh() {
  asked?.abort();
  const own = (asked = new AbortController());
  const slow = setTimeout(() => say("Building …", "busy"), 300);
  try {
    const answer = await fetch(`state?${query()}`, { signal: own.signal });
    if (answer.status === 503) return void setTimeout(refresh, 1000);
    if (answer.status === 409) return;
    if (answer.status === 404) return say("There is nothing at this address.", "failed");
    if (!answer.ok) return say("cvbuild failed: its terminal says why.", "failed");
    const state = await answer.json();
    if (asked === own) await show(state);
  } catch (error) {
    if (error.name !== "AbortError") say(GONE, "failed");
  } finally {
    clearTimeout(slow);
  }
}

const GONE = "No connection: is cvbuild serve still running?";

function say(text, how = "") {
  if (status.textContent !== text) status.textContent = text;
  status.className = how;
}

// ── Showing ──────────────────────────────────────────────────────────────────────────────────────

let shown = "";
const places = new Map(); // how far each document was scrolled in each view

const place = () => shown && shown.split("\n", 2).join("\n");

function scroller() {
  const frame = panel.querySelector("iframe:not(.waiting)");
  try {
    return frame?.contentWindow.document.scrollingElement ?? panel;
  } catch {
    return panel; // a frame that has left for another site
  }
}

function remember() {
  if (shown) places.set(place(), scroller().scrollTop);
}

async function show(state) {
  choice.document = state.document;
  choice.view = state.view;
  showChoices(state);
  const errors = state.findings.filter((one) => one.severity === "error");
  const above = state.failed && state.view !== "findings";
  byId("problems").hidden = !above;
  byId("problems").lastElementChild.replaceChildren(...(above ? errors.map(finding) : []));
  const isShown = Boolean(state.digest) || (state.view === "findings" && !state.hint);
  say(summary(state, isShown), state.failed ? "failed" : isShown ? "" : "busy");
  const now = [state.document, state.view, state.digest, state.theme, choice.paper, state.hint].join("\n");
  if (state.view === "findings" && !state.hint) {
    shown = now;
    return fill("", element("div", { class: "list" }, ...state.findings.map(finding), ...none(state)));
  }
  if (now === shown) return;
  remember();
  const before = shown;
  shown = now;
  const kept = before.split("\n", 2).join("\n") === place();
  await SHOW[state.digest && !state.hint ? state.view : "hint"](state, kept);
}

function summary(state, isShown) {
  const count = (severity) => state.findings.filter((one) => one.severity === severity).length;
  const counts = [["error", count("error")], ["warning", count("warning")]].filter(([, number]) => number);
  const said = counts.map(([name, number]) => `${number} ${name}${number === 1 ? "" : "s"}`).join(", ");
  const lost = choice.theme === state.theme ? [] : [`there is no theme “${choice.theme}” any more`];
  if (!state.failed) return [isShown ? "Up to date" : "Nothing to show", said, ...lost].filter(Boolean).join(", ");
  if (state.view === "findings") return said;
  return `${said || "Failed"}; ${state.digest ? "the last good version is shown" : "there is nothing to show yet"}`;
}

const none = (state) => (state.findings.length ? [] : [element("p", { class: "hint" }, "Nothing was found to be wrong.")]);

function fill(kind, ...content) {
  panel.className = kind;
  panel.replaceChildren(...content);
}

const SHOW = {
  html: showPage,
  pdf: showSheets,
  docx: showSheets,
  txt: showText,
  hint(state) {
    fill("", element("p", { class: "hint" }, state.hint || "There is nothing to show yet: see the errors above."));
  },
};

// The new page is laid out behind the old one and takes its place when it is where the old one was scrolled to.
function showPage(state, kept) {
  const old = kept ? panel.querySelector("iframe:not(.waiting)") : null;
  for (const other of [...panel.children]) if (other !== old) other.remove();
  panel.className = "";
  const frame = element("iframe", { class: "waiting", sandbox: "allow-same-origin allow-popups" });
  frame.title = `${state.document} as a web page`;
  frame.src = fileAddress(state.document, "html", { digest: state.digest }) + hash;
  const anchor = hash;
  hash = "";
  return new Promise((done) => {
    frame.addEventListener("load", () => {
      if (frame.classList.contains("waiting")) {
        const top = old?.contentDocument?.scrollingElement.scrollTop ?? places.get(place()) ?? 0;
        if (!anchor) frame.contentWindow.scrollTo({ top, behavior: "instant" });
        const focused = document.activeElement === old;
        frame.classList.remove("waiting");
        old?.remove();
        if (focused) frame.focus();
        done();
      } else {
        follow(frame.contentWindow?.location.href);
      }
      frame.contentDocument?.addEventListener("click", onLink);
    });
    panel.append(frame);
  });
}

let hash = "";

function onLink(event) {
  const link = event.target.closest?.("a[href]");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const url = new URL(link.href);
  if (url.hash && url.href.split("#")[0] === link.ownerDocument.location.href.split("#")[0]) return;
  event.preventDefault();
  if (!follow(url.href)) window.open(url.href, "_blank", "noopener,noreferrer");
}

// A link to a document of the project leads to it in the preview, in the same theme.
function follow(address) {
  const base = new URL("file/", location.href.split("?")[0]).href;
  if (!address?.startsWith(base)) return false;
  const url = new URL(address);
  const [, name, ending] = decodeURIComponent(url.pathname.slice(new URL(base).pathname.length)).match(/^(.*)\.(\w+)$/) ?? [];
  if (!name) return false;
  if (name !== choice.document || ending !== choice.view) {
    hash = ending === "html" ? url.hash : "";
    choose({ document: name, view: ending });
  }
  return true;
}

function fileAddress(name, ending, more) {
  const path = name.split("/").map(encodeURIComponent).join("/");
  return `file/${path}.${ending}?${query({ document: "", view: "", ...more })}`;
}

async function showSheets(state, kept) {
  const width = Math.min(3200, Math.max(300, Math.ceil((sheetWidth() * devicePixelRatio) / 100) * 100));
  const images = state.pages.map(([pageWidth, pageHeight], number) => {
    const image = element("img", { width: Math.round(pageWidth), height: Math.round(pageHeight) });
    image.alt = `${state.document}, page ${number + 1} of ${state.pages.length}`;
    image.src = `page.png?${query({ digest: state.digest, number, width })}`;
    return image;
  });
  // Those in sight first; the old ones stay until they are there.
  await Promise.all(images.slice(0, kept ? undefined : 1).map((image) => image.decode().catch(() => undefined)));
  if (place() !== [state.document, state.view].join("\n")) return;
  const top = kept ? panel.scrollTop : places.get(place()) ?? 0;
  fill("paged", ...images);
  panel.scrollTop = top;
}

const sheetWidth = () => Math.min(960, panel.clientWidth - 8);

async function showText(state, kept) {
  const answer = await fetch(fileAddress(state.document, "txt", { digest: state.digest }));
  const text = await answer.text();
  const top = kept ? panel.scrollTop : places.get(place()) ?? 0;
  fill("", element("pre", {}, text));
  panel.scrollTop = top;
}

// ── Findings ─────────────────────────────────────────────────────────────────────────────────────

function finding(one) {
  const made = element("article", { class: `finding ${one.severity}` });
  made.append(element("p", {}, element("strong", {}, one.severity), ` ${one.message} `, element("code", { class: "code" }, one.code)));
  if (one.place) {
    const where = one.link ? element("a", { href: one.link }, one.place) : one.place;
    const copy = element("button", { type: "button", "aria-label": `Copy ${one.place}` }, "Copy");
    copy.addEventListener("click", () => navigator.clipboard.writeText(one.place).then(() => say(`Copied ${one.place}`)));
    made.append(element("p", {}, where, " ", copy));
  }
  if (one.line.trim()) {
    const [start, end] = one.mark;
    const line = element("code", {}, `${String(one.number).padStart(5)} | ${one.line.slice(0, start)}`);
    line.append(element("mark", {}, one.line.slice(start, end)), one.line.slice(end));
    made.append(element("pre", { tabindex: "0", role: "group", "aria-label": `Line ${one.number}` }, line));
  }
  if (one.hint) made.append(element("p", { class: "hint" }, `Hint: ${one.hint}`));
  return made;
}

// ── What there is to choose from; only what is new is changed, so that the focus stays ──────────

function showChoices(state) {
  document.title = `${state.document || "cvbuild"} – preview`;
  const isThere = state.documents.includes(state.document);
  fillSelect("document", isThere ? state.documents : [state.document, ...state.documents], state.document);
  showDownloads(isThere ? state.formats : [], state.document);
  fillSelect("theme", ["", ...state.themes], state.theme);
  fillSelect("paper", ["", ...state.papers], choice.paper);
  showTabs(state.views, state.findings);
}

function showDownloads(formats, name) {
  const list = byId("downloads");
  list.parentElement.hidden = !formats.length;
  formats.forEach((ending, number) => {
    const item = list.children[number] ?? list.appendChild(element("li", {}, element("a")));
    const link = item.firstElementChild;
    link.textContent = ending.toUpperCase();
    link.setAttribute("aria-label", `Download ${link.textContent}`);
    link.setAttribute("href", fileAddress(name, ending, { download: "1" }));
  });
}

function fillSelect(id, values, value) {
  const select = byId(id);
  if (values.join("\n") !== [...select.options].map((option) => option.value).join("\n") || !select.options.length) {
    const usual = id === "document" ? "none" : `Its ${id}`;
    select.replaceChildren(...values.map((name) => element("option", { value: name }, name || usual)));
  }
  select.value = value;
}

function showTabs(views, findings) {
  const tabs = byId("tabs");
  for (const [name, text] of Object.entries(views)) {
    const tab = byId(`tab-${name}`) ?? tabs.appendChild(newTab(name));
    const count = name === "findings" && findings.length ? [element("span", { class: "count" }, String(findings.length))] : [];
    if (findings.some((one) => one.severity === "error")) count[0]?.classList.add("error");
    if (tab.textContent !== [text, ...count.map((one) => one.textContent)].join(" ")) tab.replaceChildren(text, ...count.flatMap((one) => [" ", one]));
    else tab.lastElementChild?.replaceWith(...count);
    const selected = name === choice.view;
    tab.setAttribute("aria-selected", String(selected));
    tab.tabIndex = selected ? 0 : -1;
  }
  panel.setAttribute("aria-labelledby", `tab-${choice.view}`);
}

function newTab(name) {
  const tab = element("button", { id: `tab-${name}`, type: "button", role: "tab", "aria-controls": "panel" });
  tab.addEventListener("click", () => choose({ view: name }));
  return tab;
}

byId("tabs").addEventListener("keydown", (event) => {
  const tabs = [...event.currentTarget.children];
  const at = tabs.indexOf(document.activeElement);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
  if (to === undefined || at < 0) return;
  event.preventDefault();
  const tab = tabs.at(to % tabs.length);
  tab.focus();
  tab.click();
});

for (const id of ["document", "theme", "paper"]) byId(id).addEventListener("change", (event) => choose({ [id]: event.target.value }));

let resizing = 0;
addEventListener("resize", () => {
  clearTimeout(resizing);
  resizing = setTimeout(() => {
    if (!panel.classList.contains("paged")) return;
    remember();
    shown = "";
    refresh();
  }, 400);
});

// ── News ─────────────────────────────────────────────────────────────────────────────────────────

const news = new EventSource("events");
news.addEventListener("message", refresh);
news.addEventListener("error", () => say(GONE, "failed"));
