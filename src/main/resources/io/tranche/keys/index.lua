-- Begins to keep the order of a set, bucket by bucket: most sets are never scanned. From the first call on, marks keep the
-- order too. ARGV from 6: space, bytes a word, set, first and last bucket as numbers.
local space, width, set = ARGV[6], tonumber(ARGV[7]), tonumber(ARGV[8])
local counters = prefix .. 'n:' .. space
redis.call('HSET', counters, 'x' .. set, 1)
expire(counters)
for number = tonumber(ARGV[9]), tonumber(ARGV[10]) do
  local pages = redis.call('HGETALL', bucketKey(space, string.format('%04x', number)))
  for i = 1, #pages, 2 do
    if words(pages[i + 1], width)[set] ~= 0 then
      order(scanKey(space, set), pages[i])
    end
  end
end
writeOrders()
return 1
