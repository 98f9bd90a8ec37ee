// What the engine of typeset.py runs beside KaTeX.
function refuse(context) {
  if (context.command == "\\href" && /^#colophon-[0-9]+$/.test(context.url)) return true;
  throw new katex.ParseError(context.command + " is not allowed here: it would make links, images or classes");
}
// a place may also be one in the text of a macro
function isIn(tex, error) {
  let start = error.position, end = start + (error.length || 0);
  return error.message.replace(/\u0332/g, "").includes(tex.slice(Math.max(0, start - 15), end + 15));
}
function render(tex, display, macros) {
  try {
    return {html: katex.renderToString(tex,
      {displayMode: display, throwOnError: true, strict: "error", trust: refuse, output: "htmlAndMathml",
      macros: JSON.parse(macros)})};  // a fresh object, for \gdef writes into it
  } catch (error) {
    // the engine has a stack of its own size, which ten thousand braces fill
    if (error instanceof RangeError) return {error: "it is too large", position: 0};
    if (!(error instanceof katex.ParseError)) throw error;
    return {error: error.rawMessage, position: isIn(tex, error) ? error.position : 0};
  }
}
// JSON, because the engine hands over joined strings only once they are flat
const renderAll = formulas => JSON.stringify(JSON.parse(formulas).map(formula => render(...formula)));
