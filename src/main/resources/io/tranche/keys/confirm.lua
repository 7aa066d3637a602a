-- Makes a unit's leases lasting: forgets how to give them back. ARGV from 6: unit.
return redis.call('UNLINK', prefix .. 'l:' .. ARGV[6])
