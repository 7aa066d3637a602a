-- Gives a name its number, from ARGV[7] on. ARGV from 6: names of one kind, first number, name.
local names = prefix .. 'i:' .. ARGV[6]
local number = redis.call('HGET', names, ARGV[8])
if not number then
  number = redis.call('HLEN', names) + tonumber(ARGV[7])
  redis.call('HSET', names, ARGV[8], number)
  expire(names)
end
return tonumber(number)
