-- Put in front of every script. A page is a field of a bucket (a hash): 32 neighbouring integers, or one text. Its value is
-- a row of words, one bit a key: copied, selected, taken, unanswered, and one word for each reference that wants keys of the
-- space. A word is 4 bytes for integers, 1 for texts; zeros at the end are left out.
--
-- KEYS[1]  the run's token; all other names begin like it, up to 'run'
-- ARGV     token, seconds to live, journal's name or '', journal's field, request's number, then what the script wants
if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return redis.error_reply('TRANCHEGONE')
end

local COPIED, SELECTED, TAKEN, UNANSWERED, FIRST_REFERENCE = 1, 2, 3, 4, 5
local band, bor, bnot, rshift = bit.band, bit.bor, bit.bnot, bit.rshift
local prefix = string.sub(KEYS[1], 1, -4)
local ttl = ARGV[2]
local journal = prefix .. 'j:' .. ARGV[3]

local function expire(key)
  redis.call('EXPIRE', key, ttl)
end

-- A request that was carried out, but whose answer was lost, is asked again under its number: it gets the same answer.
local function answered()
  if ARGV[3] == '' then
    return nil
  end
  local entry = redis.call('HGET', journal, ARGV[4])
  if not entry then
    return nil
  end
  local last = cmsgpack.unpack(entry)
  if last[1] > tonumber(ARGV[5]) then
    error('TRANCHESTALE')
  end
  return last[1] == tonumber(ARGV[5]) and last[2] or nil
end

local function answer(value)
  if ARGV[3] ~= '' then
    redis.call('HSET', journal, ARGV[4], cmsgpack.pack({tonumber(ARGV[5]), value}))
    expire(journal)
  end
  return value
end

local function bucketOf(field, width)
  local place = width == 4 and string.sub(field, 1, 7) or field
  return string.sub(redis.sha1hex(place), 1, 4)
end

local function bucketKey(space, bucket)
  return prefix .. 'k:' .. space .. ':' .. bucket
end

local function words(value, width)
  if not value then
    return {0, 0, 0, 0}
  end
  local row
  if width == 1 then
    row = {string.byte(value, 1, -1)}
  else
    row = {}
    for at = 1, #value, 4 do
      row[#row + 1] = struct.unpack('>I4', value, at)
    end
  end
  for i = #row + 1, 4 do
    row[i] = 0
  end
  return row
end

local function packed(row, width)
  local last = #row
  while last > 0 and row[last] == 0 do
    last = last - 1
  end
  if width == 1 then
    return string.char(unpack(row, 1, last))
  end
  local parts = {}
  for i = 1, last do
    parts[i] = struct.pack('>I4', row[i])
  end
  return table.concat(parts)
end

local bitsOfByte
local function bits(word)
  if word == 0 then
    return 0
  elseif band(word, word - 1) == 0 then
    return 1
  end
  if not bitsOfByte then
    bitsOfByte = {[0] = 0}
    for i = 1, 255 do
      bitsOfByte[i] = bitsOfByte[rshift(i, 1)] + i % 2
    end
  end
  return bitsOfByte[band(word, 255)] + bitsOfByte[band(rshift(word, 8), 255)]
    + bitsOfByte[band(rshift(word, 16), 255)] + bitsOfByte[rshift(word, 24)]
end

-- Changes of counters, written at the end: 'copied', 'selected', 'm5' (missing for the reference with word 5), 'o5' (orphans).
local counted = {}
local function count(space, what, by)
  if by ~= 0 then
    counted[space] = counted[space] or {}
    counted[space][what] = (counted[space][what] or 0) + by
  end
end

local function writeCounts()
  for space, changes in pairs(counted) do
    local key = prefix .. 'n:' .. space
    for what, by in pairs(changes) do
      redis.call('HINCRBY', key, what, by)
    end
    expire(key)
  end
end

-- Members of sorted sets, all with score 0: their order is that of their bytes. Written at the end.
local ordered = {}
local function order(key, field)
  local members = ordered[key] or {}
  ordered[key] = members
  members[#members + 1] = 0
  members[#members + 1] = field
end

local function writeOrders()
  for key, members in pairs(ordered) do
    for from = 1, #members, 1000 do
      redis.call('ZADD', key, unpack(members, from, math.min(from + 999, #members)))
    end
    expire(key)
  end
end

local function missingKey(space, reference)
  return prefix .. 'm:' .. space .. ':' .. reference
end

local function scanKey(space, set)
  return prefix .. 'x:' .. space .. ':' .. set
end

-- Whether a set of the space is being scanned, so that its order must be kept.
local function scanned(space, set)
  return redis.call('HGET', prefix .. 'n:' .. space, 'x' .. set)
end
