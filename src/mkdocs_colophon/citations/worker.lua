-- Formats citations, one page a request, for as long as standard input is open.
-- First line in: {"library": BibTeX}. Every further line in: {"citations": [Markdown, …], "style": path or "", "language": "en-US"}.
-- One line out for each line in: {"error": …} or what `answer` returns.

-- pandoc reads "van der Maaten" so that citations drop the particle; its bearer keeps it
local function keep_particle(name)
  if name['dropping-particle'] and not name['non-dropping-particle'] then
    name['non-dropping-particle'], name['dropping-particle'] = name['dropping-particle'], nil
  end
end

local function references(bibtex)
  local entries = pandoc.read(bibtex, 'biblatex').meta.references or pandoc.List{}
  for _, entry in ipairs(entries) do
    for _, role in ipairs{'author', 'editor'} do
      for _, name in ipairs(entry[role] or {}) do keep_particle(name) end
    end
  end
  return entries
end

local function html(blocks)
  return pandoc.write(pandoc.Pandoc(blocks), 'html', {wrap_text = 'none'})
end

-- what stands in a .bib file is text; raw HTML or TeX from it must not reach the page
local harmless = {
  RawInline = function(raw) return pandoc.Str(raw.text) end,
  RawBlock = function(raw) return pandoc.Plain{pandoc.Str(raw.text)} end,
}

local function cited(library, blocks)
  local keys = {}
  pandoc.Pandoc(blocks):walk{Cite = function(cite)
    for _, citation in ipairs(cite.citations) do keys[citation.id] = true end
  end}
  return library:filter(function(entry) return keys[entry.id] end)
end

local function answer(library, request)
  local blocks = pandoc.Blocks{}
  for _, citation in ipairs(request.citations) do
    blocks:insert(pandoc.Para(pandoc.utils.blocks_to_inlines(pandoc.read(citation, 'markdown-raw_html-raw_tex').blocks)))
  end
  local meta = {references = cited(library, blocks), lang = request.language, ['link-citations'] = true}
  if request.style ~= '' then meta.csl = request.style end
  local document = pandoc.utils.citeproc(pandoc.Pandoc(blocks, pandoc.Meta(meta))):walk(harmless)
  local citations, entries = {}, {}
  for _, block in ipairs(document.blocks) do
    if block.t == 'Para' then
      citations[#citations + 1] = html{pandoc.Plain(block.content)}
    elseif block.identifier == 'refs' then
      for _, entry in ipairs(block.content) do
        entries[#entries + 1] = {key = entry.identifier:sub(#'ref-' + 1), html = html(entry.content)}
      end
    end
  end
  return {citations = citations, entries = entries}
end

local library
for line in io.lines() do
  local ok, result = pcall(function()
    local request = pandoc.json.decode(line, false)
    if request.library then
      library = references(request.library)
      return {entries = {}}
    end
    return answer(library, request)
  end)
  io.write(pandoc.json.encode(ok and result or {error = tostring(result)}), '\n')
  io.flush()
end
