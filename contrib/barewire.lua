-- Barewire's labs in Wireshark: names the messages of order, chat, calc, clock
-- and echo in live captures (the wait lab is HTTP, which Wireshark knows).
--
--	wireshark -X lua_script:barewire.lua -i lo
--	tshark -X lua_script:barewire.lua -i lo -Y barewire
--
-- Ports are preferences: -o barewire.chat:12345.  Filter: barewire.lab ==
-- "chat", barewire.text contains "hello", barewire.sent (by the server).

local labs = {
	{ name = "order", port = 12000, tcp = true },
	{ name = "chat", port = 12001, tcp = true },
	{ name = "calc", port = 12002, tcp = true },
	{ name = "clock", port = 12003, udp = true },
	{ name = "echo", port = 12004, tcp = true, udp = true },
}

local barewire = Proto("barewire", "Barewire lab")
local field = {
	lab = ProtoField.string("barewire.lab", "Lab"),
	sent = ProtoField.bool("barewire.sent", "Sent by the server"),
	text = ProtoField.string("barewire.text", "Message"),
}
barewire.fields = { field.lab, field.sent, field.text }
for _, lab in ipairs(labs) do
	barewire.prefs[lab.name] = Pref.uint(lab.name .. " port", lab.port,
	    "The port of the " .. lab.name .. " lab")
end

local function lab_of(pinfo)
	for _, lab in ipairs(labs) do
		if pinfo.src_port == lab.now or pinfo.dst_port == lab.now then
			return lab, pinfo.src_port == lab.now
		end
	end
end

-- Each line of a segment is a message; what has no line end is one, too.
local function messages(buffer)
	local found, from = {}, 0

	for at = 0, buffer:len() - 1 do
		if buffer(at, 1):uint() == 10 then
			found[#found + 1] = buffer(from, at + 1 - from)
			from = at + 1
		end
	end
	if from < buffer:len() then
		found[#found + 1] = buffer(from)
	end
	return found
end

function barewire.dissector(buffer, pinfo, tree)
	local lab, sent = lab_of(pinfo)
	local shown = {}

	if lab == nil then
		return 0
	end
	for _, range in ipairs(messages(buffer)) do
		local text = range:string():gsub("[\r\n%z]+$", "")
		local item = tree:add(barewire, range)

		item:add(field.lab, lab.name):set_generated()
		item:add(field.sent, sent):set_generated()
		item:add(field.text, range, text)
		item:append_text(", " .. lab.name .. ": " .. text)
		shown[#shown + 1] = text
	end
	pinfo.cols.protocol = lab.name
	pinfo.cols.info = (sent and "server: " or "client: ") ..
	    table.concat(shown, " | ")
	return buffer:len()
end

local function each_table(lab, call)
	for _, transport in ipairs({ "tcp", "udp" }) do
		if lab[transport] and lab.now ~= 0 then
			call(DissectorTable.get(transport .. ".port"))
		end
	end
end

local function register()
	for _, lab in ipairs(labs) do
		if lab.now ~= nil then
			each_table(lab, function(ports)
				ports:remove(lab.now, barewire)
			end)
		end
		lab.now = barewire.prefs[lab.name]
		each_table(lab, function(ports)
			ports:add(lab.now, barewire)
		end)
	end
end

barewire.prefs_changed = register
register()
