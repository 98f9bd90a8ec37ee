-- Formats citations for as long as standard input is open: one JSON object a line in, one a line out.
--   {"add": sources}                         entries for every page   -> {"refused": {key: reason}}
--   {"citations": [{"markdown", "form"}], "keys", "nocite", "sources": the page's own entries,
--    "style": path or "", "names": path, "numbered": bool, "language"}
--                                          -> {"citations", "notes": [HTML], "entries": [{"key", "html"}], "refused"}
-- A source is {"format", "head": text before the entries, "entries": [{"key", "text"}]}. Whatever fails: {"error"}.

local MARKDOWN = 'markdown-raw_html-raw_tex-raw_attribute'
local CUT = '<!-- colophon -->'
local SAFE = {http = true, https = true, ftp = true, mailto = true}

-- ENTRIES

local function joined(source, texts)
  if source.format == 'csljson' then return '[' .. table.concat(texts, ',\n') .. ']' end
  if source.format == 'cslyaml' then return '---\nreferences: [' .. table.concat(texts, ',\n') .. ']\n---\n' end
  return source.head .. table.concat(texts, '\n')
end

local function read(source, texts)
  local format = source.format == 'cslyaml' and MARKDOWN or source.format
  return pandoc.read(joined(source, texts), format).meta.references or pandoc.List{}
end

-- pandoc reads "van der Maaten" so that citations drop the particle; its bearer keeps it
local function keep_particle(name)
  if name['dropping-particle'] and not name['non-dropping-particle'] then
    name['non-dropping-particle'], name['dropping-particle'] = name['dropping-particle'], nil
  end
end

-- pandoc takes howpublished={\url{...}} for a publisher
local function publisher_to_url(entry)
  if pandoc.utils.type(entry.publisher) ~= 'Inlines' then return end
  local address
  local rest = entry.publisher:walk{Link = function(link)
    address = address or link.target
    return {}
  end}
  if not address then return end
  entry.URL, entry.url = entry.URL or entry.url or address, nil
  local words = pandoc.utils.stringify(rest):gsub('[%s,;:]+$', '')
  entry.publisher = words ~= '' and pandoc.Inlines(words) or nil
end

local function without_script(entry)
  for _, name in ipairs{'URL', 'url'} do
    local scheme = entry[name] and pandoc.utils.stringify(entry[name]):match('^%s*(%a[%w+.-]*):')
    if scheme and not SAFE[scheme:lower()] then entry[name] = nil end
  end
end

local function mended(entry)
  for _, value in pairs(entry) do
    if pandoc.utils.type(value) == 'List' then
      for _, name in ipairs(value) do
        if type(name) == 'table' then keep_particle(name) end
      end
    end
  end
  publisher_to_url(entry)
  without_script(entry)
  return entry
end

local function text_of(entry) return entry.text end

-- pandoc refuses a file as a whole for one bad entry
local function sound(source, refused)
  return pandoc.List(source.entries):filter(function(entry)
    local ok, result = pcall(read, source, {entry.text})
    if ok and #result > 0 then return true end
    refused[entry.key] = ok and 'pandoc finds no entry in it' or tostring(result)
    return false
  end)
end

local function add(library, sources)
  local refused = {}
  for _, source in ipairs(sources) do
    local ok, entries = pcall(read, source, pandoc.List(source.entries):map(text_of))
    if not ok or #entries < #source.entries then
      entries = read(source, sound(source, refused):map(text_of))
    end
    for _, entry in ipairs(entries) do library[pandoc.utils.stringify(entry.id)] = mended(entry) end
  end
  return refused
end

-- A PAGE

-- what stands in a bibliography is text; no HTML, script, picture or attribute of it may reach the page
local harmless = {
  RawInline = function(raw) return pandoc.Str(raw.text) end,
  RawBlock = function(raw) return pandoc.Plain{pandoc.Str(raw.text)} end,
  Image = function(image) return image.caption end,
  Link = function(link)
    local scheme = link.target:match('^(%a[%w+.-]*):')
    local own = pandoc.utils.stringify(link.content):match('^(%a[%w+.-]*):')
    local invented = own and not SAFE[own:lower()] and link.target:find('://' .. own, 1, true)
    local inside = link.target:sub(1, 5) == '#ref-'
    if not inside and (invented or not scheme or not SAFE[scheme:lower()]) then return link.content end
    return pandoc.Link(link.content, link.target)
  end,
  Span = function(span)
    local class = span.classes[1] or ''
    if class:sub(1, 4) ~= 'csl-' then return span.content end
    return pandoc.Span(span.content, {class = class})
  end,
  Div = function(div) div.attributes = {} return div end,
  Code = function(code) return pandoc.Code(code.text) end,
}

local escaped = {['&'] = '&amp;', ['<'] = '&lt;', ['>'] = '&gt;', ['"'] = '&quot;'}

-- typeset later, like every formula of the page
local function math(formula)
  return pandoc.RawInline('html', '<span class="colophon-math">' .. formula.text:gsub('[&<>"]', escaped) .. '</span>')
end

local function citeproc(blocks, meta)
  return pandoc.utils.citeproc(pandoc.Pandoc(blocks, pandoc.Meta(meta))):walk(harmless):walk{Math = math}
end

-- one call of the writer for all `pieces`, lists of inlines: a call costs more than what it writes
local function html(pieces)
  local blocks = pandoc.Blocks{}
  for _, piece in ipairs(pieces) do
    blocks:insert(pandoc.Plain(piece))
    blocks:insert(pandoc.RawBlock('html', CUT))
  end
  local written, texts, start = pandoc.write(pandoc.Pandoc(blocks), 'html', {wrap_text = 'none'}), {}, 1
  for _ = 1, #pieces do
    local first, last = written:find(CUT, start, true)
    texts[#texts + 1] = written:sub(start, first - 1):match('^%s*(.-)%s*$')
    start = last + 1
  end
  return texts
end

local function inlines(blocks) return pandoc.utils.blocks_to_inlines(blocks) end

local function paragraphs(citations)
  local texts = pandoc.List(citations):map(function(each) return (each.markdown:gsub('%s*\n%s*', ' ')) end)
  local blocks = pandoc.read(table.concat(texts, '\n\n'), MARKDOWN).blocks
  local plain = #blocks == #texts
  for _, block in ipairs(blocks) do plain = plain and block.t == 'Para' end
  if plain then return blocks end
  return texts:map(function(text) return pandoc.Para(inlines(pandoc.read(text, MARKDOWN).blocks)) end)
end

local function cites(block)
  local found = pandoc.List{}
  block:walk{Cite = function(cite) found:extend(cite.citations) end}
  return found
end

local function mention(key)
  return pandoc.Cite({pandoc.Str(key)}, {pandoc.Citation(key, 'NormalCitation')})
end

-- by key the names that stand for an entry in a sentence
local function names(keys, meta, style)
  local blocks, found = pandoc.Blocks{}, {}
  for _, key in ipairs(keys) do blocks:insert(pandoc.Para{mention(key)}) end
  if #keys == 0 then return found end
  local document = citeproc(blocks, {references = meta.references, lang = meta.lang, csl = style})
  for number, key in ipairs(keys) do found[key] = document.blocks[number].content[1].content end
  return found
end

local function superscript(inline)
  return inline and (inline.t == 'Superscript' or inline.t == 'Link' and superscript(inline.content[1]))
end

local function named(cite, words)
  if not words then return end
  local between = superscript(cite.content[1]) and {} or {pandoc.Space()}
  cite.content = words .. pandoc.Inlines(between) .. cite.content
  return cite
end

local function authors(citations, words)
  local content = pandoc.Inlines{}
  for number, citation in ipairs(citations) do
    if number > 1 then content:extend{pandoc.Str(';'), pandoc.Space()} end
    content:insert(pandoc.Link(words[citation.id] or {}, '#ref-' .. citation.id))
  end
  return {pandoc.Cite(content, citations)}
end

-- a note's words stand elsewhere
local function without_notes(content)
  local notes = pandoc.Inlines{}
  local text = pandoc.Inlines(content):walk{Note = function(note)
    notes:extend(inlines(note.content))
    return {}
  end}
  return text, notes
end

local function references(library, own, keys)
  return pandoc.List(keys):map(function(key) return own[key] or library[key] end):filter(function(each) return each end)
end

-- What `request` asks for besides citeproc's own work: the names before a number, and those that stand alone.
local function plan(request, blocks)
  local told, quoted, wanted, extra = pandoc.Blocks{}, pandoc.List{}, pandoc.List{}, pandoc.List(request.nocite)
  for number, block in ipairs(blocks) do
    local citations = cites(block)
    if request.citations[number].form == 'author' then
      for _, citation in ipairs(citations) do wanted:insert(citation.id) extra:insert(citation.id) end
    else
      told:insert(block)
      local first = citations[1]
      if request.numbered and first and first.mode == 'AuthorInText' then wanted:insert(first.id) end
    end
    quoted:insert(citations)
  end
  return told, quoted, wanted, extra
end

local function answer(library, request)
  local own = {}
  local refused = add(own, request.sources)
  local blocks = paragraphs(request.citations)
  local told, quoted, wanted, extra = plan(request, blocks)
  local meta = {references = references(library, own, request.keys), lang = request.language, ['link-citations'] = true}
  if request.style ~= '' then meta.csl = request.style end
  if #extra > 0 then meta.nocite = pandoc.Inlines(extra:map(mention)) end
  local words = names(wanted, meta, request.names)
  local document = citeproc(told, meta)
  local texts, notes, position = {}, {}, 0
  for number, asked in ipairs(request.citations) do
    local content
    if asked.form == 'author' then
      content = authors(quoted[number], words)
    else
      position = position + 1
      local first = quoted[number][1]
      content = document.blocks[position].content
      if request.numbered and first and first.mode == 'AuthorInText' then
        content = content:walk{Cite = function(cite) return named(cite, words[first.id]) end}
      end
    end
    texts[number], notes[number] = without_notes(content)
  end
  local keys, entries = {}, {}
  for _, block in ipairs(document.blocks) do
    if block.t == 'Div' and block.identifier == 'refs' then
      for _, entry in ipairs(block.content) do
        keys[#keys + 1], entries[#entries + 1] = entry.identifier:sub(#'ref-' + 1), inlines(entry.content)
      end
    end
  end
  local listed = {}
  for number, written in ipairs(html(entries)) do listed[number] = {key = keys[number], html = written} end
  return {citations = html(texts), notes = html(notes), entries = listed, refused = refused}
end

local library = {}
for line in io.lines() do
  local ok, result = pcall(function()
    local request = pandoc.json.decode(line, false)
    if request.add then return {refused = add(library, request.add)} end
    return answer(library, request)
  end)
  io.write(pandoc.json.encode(ok and result or {error = tostring(result)}), '\n')
  io.flush()
end
