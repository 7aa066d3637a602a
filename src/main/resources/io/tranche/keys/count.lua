-- Reads a counter. ARGV from 6: space, counter.
return tonumber(redis.call('HGET', prefix .. 'n:' .. ARGV[6], ARGV[7]) or 0)
