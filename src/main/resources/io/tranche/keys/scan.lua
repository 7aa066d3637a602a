-- Reads pages of a set in order. ARGV from 6: space, bytes a word, set, lowest field in ZRANGEBYLEX's form, how many pages.
-- Answers field and word of each page.
local space, width, set = ARGV[6], tonumber(ARGV[7]), tonumber(ARGV[8])
local pages = {}
for _, field in ipairs(redis.call('ZRANGEBYLEX', scanKey(space, set), ARGV[9], '+', 'LIMIT', 0, ARGV[10])) do
  local row = words(redis.call('HGET', bucketKey(space, bucketOf(field, width)), field), width)
  pages[#pages + 1] = field
  pages[#pages + 1] = row[set]
end
return pages
