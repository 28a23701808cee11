// The real Node gateway (wechaty-puppet-service) over a puppet with invented people (wechaty-puppet-mock).
// `node gateway.mjs PORT TOKEN`: one JSON command a line in, {"n": …, "result": …} out; what is said to people comes as {"saw": …}.
// It ends when its standard input does.
import readline from 'node:readline'
import { PuppetMock, mock } from 'wechaty-puppet-mock'
import { PuppetServer } from 'wechaty-puppet-service'

const [port, token] = process.argv.slice(2)
const mocker = new mock.Mocker()
const puppet = new PuppetMock({ mocker })
const server = new PuppetServer({ endpoint: `127.0.0.1:${port}`, puppet, token, tls: { disable: true } })
const out = line => process.stdout.write(JSON.stringify(line) + '\n')
const saw = what => out({ saw: what })
const person = id => mocker.ContactMock.load(id)
const group = id => mocker.RoomMock.load(id)

function tell (where, message) {
  saw({ heard: message.text() ?? '', type: message.type(), by: message.talker().id, in: where, mentions: message.payload.mentionIdList ?? [] })
}

// The mock forgets whom a text mentions; what the bot asked for is written down before it does.
const sendText = puppet.messageSendText.bind(puppet)
puppet.messageSendText = (to, text, mentions) => {
  saw({ mentioned: mentions ?? [], to })
  return sendText(to, text)
}

const commands = {
  person ({ name }) {
    // `id` is left out rather than undefined: the mock would take undefined for the id.
    const contact = mocker.createContact({ name })
    contact.on('message', message => { if (message.listener()?.id === contact.id) tell(contact.id, message) })
    return contact.id
  },
  group ({ topic, members }) {
    const room = mocker.createRoom({ topic, memberIdList: members })
    room.on('message', message => tell(room.id, message))
    return room.id
  },
  // The server listens to the puppet from the moment somebody listens to the server.
  listeners () { return puppet.listenerCount('dong') },
  login ({ id }) { mocker.login(person(id)) },
  async logout () { await puppet.logout() },
  scan ({ qrcode }) { mocker.scan(qrcode) },
  say ({ by, to, text, mentions = [] }) {
    const conversation = to.endsWith('@chatroom') ? group(to) : person(to)
    person(by).say(text, mentions.map(person)).to(conversation)
  },
  join ({ group: id, people, by }) { group(id).add(...people.map(person)).by(person(by)) },
  leave ({ group: id, people, by }) { group(id).remove(...people.map(person)).by(person(by)) },
}

await server.start()
saw({ listening: Number(port) })
for await (const line of readline.createInterface({ input: process.stdin })) {
  const { n, do: name, ...rest } = JSON.parse(line)
  try {
    out({ n, result: (await commands[name](rest)) ?? null })
  } catch (error) {
    out({ n, error: String(error) })
  }
}
process.exit(0)
