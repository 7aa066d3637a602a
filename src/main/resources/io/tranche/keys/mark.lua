-- Marks keys. ARGV from 6: space, bytes a word, what, its argument, then groups: bucket, number of pages n, n fields, and the
-- pages' words in one string ('' for texts). Answers for 'lease' with the words of what was won; else with nothing.
local known = answered()
if known then
  return known
end
local space, width, what, argument = ARGV[6], tonumber(ARGV[7]), ARGV[8], ARGV[9]
local won, log = {}, {space, width}
local copiedScanned, selectedScanned = scanned(space, COPIED), scanned(space, SELECTED)

-- Each takes a page's row and the words of the asked keys, and tells which of them are new.
local marks = {}

function marks.lease(row, asked, field, bucket)
  local new = band(asked, bnot(row[COPIED]))
  won[#won + 1] = width == 1 and string.char(new) or struct.pack('>I4', new)
  if new == 0 then
    return 0
  end
  if row[COPIED] == 0 and copiedScanned then
    order(scanKey(space, COPIED), field)
  end
  row[COPIED] = bor(row[COPIED], new)
  count(space, 'copied', bits(new))
  count(space, 'selected', bits(band(new, row[SELECTED])))
  for reference = FIRST_REFERENCE, #row do
    count(space, 'm' .. reference, -bits(band(new, row[reference], bnot(row[TAKEN]))))
  end
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
    count(space, 'selected', bits(band(new, row[COPIED])))
  end
  return new
end

function marks.want(row, asked, field)
  local reference = tonumber(argument)
  for i = #row + 1, reference do
    row[i] = 0
  end
  local new = band(asked, bnot(row[reference]))
  if new ~= 0 then
    row[reference] = bor(row[reference], new)
    count(space, 'o' .. reference, bits(band(new, row[UNANSWERED])))
    local missing = band(new, bnot(bor(row[COPIED], row[TAKEN])))
    if missing ~= 0 then
      count(space, 'm' .. reference, bits(missing))
      order(missingKey(space, reference), field)
    end
  end
  return new
end

function marks.unanswered(row, asked)
  local new = band(asked, bnot(row[UNANSWERED]))
  if new ~= 0 then
    row[UNANSWERED] = bor(row[UNANSWERED], new)
    for reference = FIRST_REFERENCE, #row do
      count(space, 'o' .. reference, bits(band(new, row[reference])))
    end
  end
  return new
end

local mark = marks[what]
local at = 10
while at <= #ARGV do
  local bucket, pages = ARGV[at], tonumber(ARGV[at + 1])
  local key = bucketKey(space, bucket)
  local first, asked = at + 2, ARGV[at + 2 + pages]
  local values = redis.call('HMGET', key, unpack(ARGV, first, first + pages - 1))
  local writes, found = {}, false
  for i = 1, pages do
    local field, row = ARGV[first + i - 1], words(values[i], width)
    found = found or values[i]
    if mark(row, width == 1 and 1 or struct.unpack('>I4', asked, 4 * i - 3), field, bucket) ~= 0 then
      writes[#writes + 1] = field
      writes[#writes + 1] = packed(row, width)
    end
  end
  if #writes > 0 then
    redis.call('HMSET', key, unpack(writes))
    if not found then
      expire(key)
    end
  end
  at = first + pages + 1
end

if #log > 2 then
  local lease = prefix .. 'l:' .. argument
  redis.call('RPUSH', lease, cmsgpack.pack(log))
  expire(lease)
end
writeCounts()
writeOrders()
return answer(table.concat(won))
