-- Marks keys. ARGV from 6: space, bytes a word, what, its argument, then groups: bucket, number of pages n (negative if the
-- bucket is there and has been given its life), n fields, and the pages' words in one string ('' for texts). Answers for
-- 'lease' with the words of what was won; else with nothing.
local known = answered()
if known then
  return known
end
local space, width, what, argument = ARGV[6], tonumber(ARGV[7]), ARGV[8], ARGV[9]
local won, log = {}, {space, width}
local copiedScanned, selectedScanned = scanned(space, COPIED), scanned(space, SELECTED)

local reference = what == 'want' and tonumber(argument)
local missingPages = missingKey(space, argument)

-- Each takes a page's row and the words of the asked keys, and tells which of them are new.
local marks = {}

function marks.lease(row, asked, field, bucket)
  local new = band(asked, bnot(row[COPIED]))
  won[#won + 1] = new
  if new == 0 then
    return 0
  end
  if row[COPIED] == 0 and copiedScanned then
    order(scanKey(space, COPIED), field)
  end
  row[COPIED] = bor(row[COPIED], new)
  count('copied', bits(new))
  count('selected', bits(band(new, row[SELECTED])))
  countReferences('m', -1, row, band(new, bnot(row[TAKEN])))
  log[#log + 1] = bucket
  log[#log + 1] = field
  log[#log + 1] = new
  return new
end

function marks.select(row, asked, field)
  local new = band(asked, bnot(row[SELECTED]))
  if new ~= 0 then
    if row[SELECTED] == 0 and selectedScanned then
      order(scanKey(space, SELECTED), field)
    end
    row[SELECTED] = bor(row[SELECTED], new)
    count('selected', bits(band(new, row[COPIED])))
  end
  return new
end

function marks.want(row, asked, field)
  for i = #row + 1, reference do
    row[i] = 0
  end
  local new = band(asked, bnot(row[reference]))
  if new ~= 0 then
    row[reference] = bor(row[reference], new)
    count('o' .. argument, bits(band(new, row[UNANSWERED])))
    local missing = band(new, bnot(bor(row[COPIED], row[TAKEN])))
    if missing ~= 0 then
      count('m' .. argument, bits(missing))
      order(missingPages, field)
    end
  end
  return new
end

function marks.unanswered(row, asked)
  local new = band(asked, bnot(row[UNANSWERED]))
  if new ~= 0 then
    row[UNANSWERED] = bor(row[UNANSWERED], new)
    countReferences('o', 1, row, new)
  end
  return new
end

local mark = marks[what]
local at, behind = 10, #ARGV
while at < behind do
  local bucket, pages = ARGV[at], tonumber(ARGV[at + 1])
  local isThere = pages < 0
  pages = math.abs(pages)
  local key = bucketKey(space, bucket)
  local first = at + 2
  local values = redis.call('HMGET', key, unpack(ARGV, first, first + pages - 1))
  local asked = width == 4 and {struct.unpack(formats[pages], ARGV[first + pages])}
  local writes = {}
  for i = 1, pages do
    local field, row = ARGV[first + i - 1], words(values[i], width)
    if mark(row, asked and asked[i] or 1, field, bucket) ~= 0 then
      writes[#writes + 1] = field
      writes[#writes + 1] = packed(row, width)
    end
  end
  if #writes > 0 then
    redis.call('HMSET', key, unpack(writes))
  end
  if not isThere then
    expire(key)
  end
  at = first + pages + 1
end

if #log > 2 then
  local lease = prefix .. 'l:' .. argument
  redis.call('RPUSH', lease, cmsgpack.pack(log))
  expire(lease)
end
writeCounts(space)
writeOrders()
local parts = {}
for from = 1, #won, 500 do
  local to = math.min(from + 499, #won)
  parts[#parts + 1] = width == 1 and string.char(unpack(won, from, to))
    or struct.pack(formats[to - from + 1], unpack(won, from, to))
end
return answer(table.concat(parts))
