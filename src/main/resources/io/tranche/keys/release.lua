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
  count(space, 'copied', -bits(back))
  count(space, 'selected', -bits(band(back, row[SELECTED])))
  for reference = FIRST_REFERENCE, #row do
    local missing = band(back, row[reference], bnot(row[TAKEN]))
    if missing ~= 0 then
      count(space, 'm' .. reference, bits(missing))
      order(missingKey(space, reference), field)
    end
  end
  local value = packed(row, width)
  if value == '' then
    redis.call('HDEL', key, field)
  else
    redis.call('HSET', key, field, value)
  end
  if isScanned and row[COPIED] == 0 then
    redis.call('ZREM', scanKey(space, COPIED), field)
  end
end
writeCounts()
writeOrders()
return 1
