-- Takes the lowest missing keys of a reference. ARGV from 6: space, bytes a word, reference, how many keys, how many pages to
-- look at. Answers 1 if there may be more, else 0, then field and word of each page.
local known = answered()
if known then
  return known
end
local space, width, reference = ARGV[6], tonumber(ARGV[7]), tonumber(ARGV[8])
local keys, pages = tonumber(ARGV[9]), tonumber(ARGV[10])
local missingPages = missingKey(space, reference)
local taken = {0}

-- The lowest bits of a word.
local function lowest(word, limit)
  if bits(word) <= limit then
    return word
  end
  local chosen, rest = 0, word
  for _ = 1, limit do
    local bit = band(rest, -rest)
    chosen = bor(chosen, bit)
    rest = band(rest, bnot(bit))
  end
  return chosen
end

-- Returns whether nothing of the page is left.
local function take(field)
  local key = bucketKey(space, bucketOf(field, width))
  local row = words(redis.call('HGET', key, field), width)
  local missing = band(row[reference] or 0, bnot(bor(row[COPIED], row[TAKEN])))
  local some = lowest(missing, keys)
  if some ~= 0 then
    for other = FIRST_REFERENCE, #row do
      count(space, 'm' .. other, -bits(band(some, row[other])))
    end
    row[TAKEN] = bor(row[TAKEN], some)
    redis.call('HSET', key, field, packed(row, width))
    keys = keys - bits(some)
    taken[#taken + 1] = field
    taken[#taken + 1] = some
  end
  return some == missing
end

while keys > 0 and pages > 0 do
  local fields = redis.call('ZRANGE', missingPages, 0, math.min(pages, 500) - 1)
  if #fields == 0 then
    break
  end
  local done = {}
  for _, field in ipairs(fields) do
    if keys == 0 then
      break
    end
    if take(field) then
      done[#done + 1] = field
    end
  end
  pages = pages - #fields
  if #done > 0 then
    redis.call('ZREM', missingPages, unpack(done))
  end
end
taken[1] = pages > 0 and 0 or 1
writeCounts()
return answer(taken)
