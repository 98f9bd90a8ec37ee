-- Formats citations for as long as standard input is open: one JSON object a line in, one a line out.
--   {"add": sources, "language"}             entries for every page   -> {"refused": {key: reason}}
--   {"citations": [{"markdown", "form", "after": how many notes of the author's own stand before it}], "keys", "nocite", "sources": the page's own entries,
--    "style": path or "", "names": path, "numbered", "note": bool, "language"}
--                                          -> {"citations", "notes", "entries": [HTML], "keys" of the entries, "refused",
--                                              "wordless": {key: what pandoc has no word for in the language}}
-- A source is {"format", "entries": [{"key", "text", "issued": its date where the text cannot tell}]}.
-- Whatever fails: {"error"}.

local YAML = 'markdown-raw_html-raw_tex-raw_attribute'
-- what can stand in a line; the whole of pandoc's Markdown would take twice as long to try
local MARKDOWN = 'markdown_strict-raw_html+citations+tex_math_dollars+smart+superscript+subscript+strikeout'
  .. '+all_symbols_escapable+intraword_underscores'
local CUT = '<!-- colophon -->'
local SAFE = {http = true, https = true, ftp = true, mailto = true}

-- ENTRIES

-- what stands in a bibliography is text; no HTML, script, picture or attribute of it may reach the page
local harmless = {
  RawInline = function(raw) return pandoc.Span({pandoc.Str(raw.text)}, {class = 'nocase'}) end,
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
  -- a span without a class protects the case of its words, too
  Span = function(span)
    return pandoc.Span(span.content, span.classes:includes('nocase') and {class = 'nocase'} or {})
  end,
  Div = function(div) div.attributes = {} return div end,
  Code = function(code) return pandoc.Code(code.text) end,
}

local function joined(source, texts)
  if source.format == 'csljson' then return '[' .. table.concat(texts, ',\n') .. ']' end
  if source.format == 'cslyaml' then return '---\nreferences: [' .. table.concat(texts, ',\n') .. ']\n---\n' end
  return table.concat(texts, '\n')
end

-- pandoc's program reads BibTeX in the language of the document, but `pandoc.read` in that of the environment
local function read(source, texts, language)
  local format = source.format == 'cslyaml' and YAML or source.format
  local document = pandoc.system.with_environment({LANG = language}, function()
    return pandoc.read(joined(source, texts), format)
  end)
  return document:walk(harmless).meta.references or pandoc.List{}
end

-- pandoc reads "van der Maaten" so that citations drop the particle; its bearer keeps it. A name whose parts are known
-- is not to be divided once more, as "d’Alembert" would be: quotes keep it whole.
local function keep_particle(name, divided)
  if name['dropping-particle'] and not name['non-dropping-particle'] then
    name['non-dropping-particle'], name['dropping-particle'] = name['dropping-particle'], nil
  end
  if divided and name.family and not name['non-dropping-particle'] then
    name.family = '"' .. pandoc.utils.stringify(name.family) .. '"'
  end
end

-- pandoc has read a date that is none, such as "forthcoming", but would not take it back as it gives it
local function keep_date(entry)
  for name, value in pairs(entry) do
    if type(value) == 'string' and (name == 'issued' or name == 'accessed' or name:match('date$')) and not value:match('^[-%dXuSY?~%%/.]+$') then
      entry[name] = {literal = value}
    end
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

local function mended(entry, format)
  for _, value in pairs(entry) do
    if pandoc.utils.type(value) == 'List' then
      for _, name in ipairs(value) do
        if type(name) == 'table' then keep_particle(name, format ~= 'cslyaml') end
      end
    end
  end
  if format ~= 'cslyaml' then keep_date(entry) end
  publisher_to_url(entry)
  without_script(entry)
  return entry
end

local function text_of(entry) return entry.text end

-- pandoc refuses a file as a whole for one bad entry
local function sound(source, language, refused)
  return pandoc.List(source.entries):filter(function(entry)
    local ok, result = pcall(read, source, {entry.text}, language)
    if ok and #result > 0 then return true end
    refused[entry.key] = ok and 'pandoc finds no entry in it' or tostring(result)
    return false
  end)
end

local function add(library, sources, language)
  local refused = {}
  for _, source in ipairs(sources) do
    local ok, entries = pcall(read, source, pandoc.List(source.entries):map(text_of), language)
    if not ok or #entries < #source.entries then
      entries = read(source, sound(source, language, refused):map(text_of), language)
    end
    for _, entry in ipairs(entries) do library[pandoc.utils.stringify(entry.id)] = mended(entry, source.format) end
    for _, entry in ipairs(source.entries) do
      if entry.issued and library[entry.key] then library[entry.key].issued = entry.issued end
    end
  end
  return refused
end

-- A PAGE

local escaped = {['&'] = '&amp;', ['<'] = '&lt;', ['>'] = '&gt;', ['"'] = '&quot;'}

-- typeset later, like every formula of the page
local function math(formula)
  return pandoc.RawInline('html', '<span class="colophon-math">' .. formula.text:gsub('[&<>"]', escaped) .. '</span>')
end

-- entries are clean by now; this is for what else could come, and for mathematics
local last = {RawInline = harmless.RawInline, RawBlock = harmless.RawBlock, Image = harmless.Image}

local function citeproc(blocks, meta)
  return pandoc.utils.citeproc(pandoc.Pandoc(blocks, pandoc.Meta(meta))):walk(last):walk{Math = math}
end

-- each of `pieces`, lists of inlines
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

local function parsed(texts)
  local blocks = pandoc.read(table.concat(texts, '\n\n'), MARKDOWN).blocks
  local plain = #blocks == #texts
  for _, block in ipairs(blocks) do plain = plain and block.t == 'Para' end
  if plain then return blocks end
  return texts:map(function(text) return pandoc.Para(inlines(pandoc.read(text, MARKDOWN).blocks)) end)
end

local function cites(content)
  local found = pandoc.List{}
  content:walk{Cite = function(cite) found:extend(cite.citations) end}
  return found
end

local known = {}  -- by text its paragraph and the citations in it: authors repeat themselves

local function paragraphs(citations)
  local texts, new = {}, pandoc.List{}
  for number, each in ipairs(citations) do
    texts[number] = each.markdown:gsub('%s*\n%s*', ' ')
    if not known[texts[number]] and not new:includes(texts[number]) then new:insert(texts[number]) end
  end
  for number, block in ipairs(parsed(new)) do
    known[new[number]] = {block = block, citations = cites(block.content)}
  end
  return pandoc.List(texts):map(function(text) return known[text] end)
end

local function mention(key)
  return pandoc.Cite({pandoc.Str(key)}, {pandoc.Citation(key, 'NormalCitation')})
end

-- into `found` by key the names that stand for entries in a sentence, which are the same on every page
local function name_all(keys, found, meta, style)
  keys = pandoc.List(keys):filter(function(key) return not found[key] end)
  if #keys == 0 then return end
  local mentions = keys:map(function(key) return pandoc.Para{mention(key)} end)
  local blocks = citeproc(mentions, {references = meta.references, lang = meta.lang, csl = style}).blocks
  for number, key in ipairs(keys) do found[key] = blocks[number].content[1].content end
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

-- the paragraph of a citation that is the one of this `number` on its page: "ibid." and "see note 3" go by that
local function numbered(block, number)
  return block:walk{Cite = function(cite)
    cite.citations = cite.citations:map(function(citation)
      citation.note_num = number
      return citation
    end)
    return cite
  end}
end

-- American English has a period inside quotation marks, and pandoc does not see them through the end of a link
local function with_punctuation_inside(content)
  for place = 1, #content - 1 do
    local last, mark = content[place], content[place + 1].t == 'Str' and content[place + 1].text:match('^[.,]')
    while mark and last.content and #last.content > 0 do last = last.content[#last.content] end
    if mark and last.t == 'Str' and last.text:sub(-3) == '”' and content[place].t == 'Link' then
      last.text = last.text:sub(1, -4) .. mark .. '”'
      content[place + 1].text = content[place + 1].text:sub(2)
    end
  end
  return content
end

-- a note's words stand elsewhere
local function without_notes(content, american)
  local notes = pandoc.Inlines{}
  local text = pandoc.Inlines(content):walk{Note = function(note)
    notes:extend(american and with_punctuation_inside(inlines(note.content)) or inlines(note.content))
    return {}
  end}
  return text, notes
end

local function references(library, own, keys)
  return pandoc.List(keys):map(function(key) return own[key] or library[key] end):filter(function(each) return each end)
end

-- whether the names of the first of `citations` are to stand before its number
local function narrative(request, citations)
  return request.numbered and citations[1] and citations[1].mode == 'AuthorInText'
end

-- the keys of the bibliography among `blocks`, and the content of its entries
local function bibliography(blocks)
  local keys, entries = {}, {}
  for _, block in ipairs(blocks) do
    if block.t == 'Div' and block.identifier == 'refs' then
      for _, entry in ipairs(block.content) do
        keys[#keys + 1], entries[#entries + 1] = entry.identifier:sub(#'ref-' + 1), inlines(entry.content)
      end
    end
  end
  return keys, entries
end

-- one call of the writer for all `lists` of inlines by name: a call costs more than what it writes
local function written(lists)
  local pieces = pandoc.List{}
  for _, list in pairs(lists) do pieces:extend(list) end
  local texts, position, result = html(pieces), 0, {}
  for name, list in pairs(lists) do
    result[name] = table.move(texts, position + 1, position + #list, 1, pandoc.List{})
    position = position + #list
  end
  return result
end

-- whether a citation stands in a sentence
local function stands(paragraph)
  return paragraph.citations[1] and paragraph.citations[1].mode == 'AuthorInText'
end

local function empty(content) return pandoc.utils.stringify(pandoc.Inlines(content)) == '' end

-- in a style of notes, a work without an author, or one cited without it, can leave no words for the sentence or the note
local function complete(request, asked, texts, notes, words, meta)
  local lacking = pandoc.List{}
  for number, paragraph in ipairs(asked) do
    local is_cited = request.citations[number].form ~= 'author' and #paragraph.citations > 0
    local wordless, noteless = empty(texts[number]), empty(notes[number])
    local lacks = stands(paragraph) and (wordless or noteless) or wordless and noteless
    if is_cited and lacks then lacking:insert(number) end
  end
  if #lacking == 0 then return end
  name_all(lacking:map(function(number) return asked[number].citations[1].id end), words, meta, request.names)
  local blocks = citeproc(lacking:map(function(number)
    return asked[number].block:walk{Cite = function(cite)
      return pandoc.Cite(cite.content, cite.citations:map(function(citation)
        citation.mode = 'NormalCitation'
        return citation
      end))
    end}
  end), meta).blocks
  for place, number in ipairs(lacking) do
    local citations = asked[number].citations
    local _, note = without_notes(blocks[place].content, request.language == 'en-US')
    if empty(notes[number]) then notes[number] = note end
    if stands(asked[number]) and empty(texts[number]) then texts[number] = {pandoc.Cite(words[citations[1].id] or {}, citations)} end
  end
end

-- keys of BibLaTeX that pandoc would have put into words, in a language that it has them in
local KEYS = {phdthesis = true, mathesis = true, techreport = true, resreport = true, inpress = true, inpreparation = true}

local function wordless(entries)
  local found = {}
  for _, entry in ipairs(entries) do
    for _, value in ipairs{entry.genre or '', entry.status or ''} do
      local word = pandoc.utils.stringify(value)
      if KEYS[word] then found[pandoc.utils.stringify(entry.id)] = word end
    end
  end
  return found
end

local known_names = {}  -- by language, and there by key

local function answer(library, request)
  local own = {}
  local refused = add(own, request.sources, request.language)
  local asked = paragraphs(request.citations)
  local meta = {references = references(library, own, request.keys), lang = request.language, ['link-citations'] = true}
  if request.style ~= '' then meta.csl = request.style end
  local told, extra, wanted = pandoc.Blocks{}, pandoc.List(request.nocite), pandoc.List{}
  for number, paragraph in ipairs(asked) do
    local asked_for = request.citations[number]
    if asked_for.form == 'author' then
      for _, citation in ipairs(paragraph.citations) do wanted:insert(citation.id) extra:insert(citation.id) end
    else
      told:insert(request.note and numbered(paragraph.block, #told + 1 + (asked_for.after or 0)) or paragraph.block)
      if narrative(request, paragraph.citations) then wanted:insert(paragraph.citations[1].id) end
    end
  end
  if #extra > 0 then meta.nocite = pandoc.Inlines(extra:map(mention)) end
  known_names[request.language] = known_names[request.language] or {}
  local words = #request.sources == 0 and known_names[request.language] or {}
  name_all(wanted, words, meta, request.names)
  local blocks = citeproc(told, meta).blocks
  local texts, notes, position = {}, {}, 0
  for number, paragraph in ipairs(asked) do
    local content
    if request.citations[number].form == 'author' then
      content = authors(paragraph.citations, words)
    else
      position = position + 1
      content = blocks[position].content
      if narrative(request, paragraph.citations) then
        local first = paragraph.citations[1].id
        content = content:map(function(each) return each.t == 'Cite' and named(each, words[first]) or each end)
      end
    end
    texts[number] = content
    if request.note then texts[number], notes[number] = without_notes(content, request.language == 'en-US') end
  end
  if request.note then complete(request, asked, texts, notes, words, meta) end
  local keys, entries = bibliography(blocks)
  local result = written{citations = texts, notes = notes, entries = entries}
  result.keys, result.refused, result.wordless = keys, refused, wordless(meta.references)
  return result
end

local libraries = {}  -- by language
for line in io.lines() do
  local ok, result = pcall(function()
    local request = pandoc.json.decode(line, false)
    local library = libraries[request.language] or {}
    libraries[request.language] = library
    if request.add then return {refused = add(library, request.add, request.language)} end
    return answer(library, request)
  end)
  io.write(pandoc.json.encode(ok and result or {error = tostring(result)}), '\n')
  io.flush()
end
