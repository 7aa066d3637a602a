-- Gives back what one call of 'lease' won. ARGV from 6: unit. Answers 1 if the unit may have more to give back.
local blob = redis.call('LPOP', prefix .. 'l:' .. ARGV[6])
if not blob then
  return 0
end
local log = cmsgpack.unpack(blob)
local space, width = log[1], log[2]
local isScanned = scanned(space, COPIED)
for at = 3, #log, 3 do
  local key, field = bucketKey(space, log[at]), log[at + 1]
  local row = words(redis.call('HGET', key, field), width)
  local back = band(log[at + 2], row[COPIED])
  row[COPIED] = band(row[COPIED], bnot(back))
  count('copied', -bits(back))
  count('selected', -bits(band(back, row[SELECTED])))
  local missing = band(back, bnot(row[TAKEN]))
  countReferences('m', 1, row, missing)
  for reference = FIRST_REFERENCE, #row do
    if band(missing, row[reference]) ~= 0 then
      order(missingKey(space, reference), field)
    end
  end
  -- a page without keys stays: a bucket that is there keeps its life
  redis.call('HSET', key, field, packed(row, width))
  if isScanned and row[COPIED] == 0 then
    redis.call('ZREM', scanKey(space, COPIED), field)
  end
end
writeCounts(space)
writeOrders()
return 1
