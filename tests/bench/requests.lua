-- Asks for many addresses in turn: wrk ... -s requests.lua URL -- PATH ...
-- Every eighth leads nowhere, each to another nowhere.

local paths, turn, round = {}, 0, 0

function init(arguments)
  paths = arguments
  round = os.time()
  math.randomseed(round)
  turn = math.random(#paths) * 8
end

function request()
  turn = turn + 1
  if turn % 8 == 0 then return wrk.format("GET", "/articles/khong-co-" .. round .. "-" .. turn) end
  return wrk.format("GET", paths[turn % #paths + 1])
end
