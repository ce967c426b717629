// What systemd/checks/opcua-plant does, which installs what this needs and says what it shows.
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { Child, freePorts, sleep, until } from './children.mjs'

const require = createRequire(path.join(process.env.PEER_MODULES, 'package.json'))
const {
  AttributeIds, ClientMonitoredItem, CreateSessionRequest, DataType, MessageSecurityMode, OPCUAClient, OPCUACertificateManager, SecurityPolicy,
  StatusCodes, TimestampsToReturn, UserTokenType, VariantArrayType
} = require('node-opcua')

const work = process.env.PEER_WORK
const here = path.dirname(fileURLToPath(import.meta.url))
const begun = Date.now()
const password = 'correct horse'
const broken = []
let held = 0

function promise (holds, text) {
  console.log(`  ${holds ? 'holds ' : 'BROKEN'}  ${text}`)
  if (holds) held++
  else broken.push(text)
}

const [port, machinePort] = await freePorts(2)
const url = `opc.tcp://127.0.0.1:${port}`
const folder = path.join(work, 'store', 'servers', 'opcua')
fs.writeFileSync(path.join(work, 'password'), password + '\n')
fs.writeFileSync(path.join(work, 'fieldpost.yaml'), `
gateway: { id: plant-check, site: check }
sources:
  - name: line
    protocol: simulated
    every: 200ms
    points:
      - { name: temperature, address: "sine", unit: Cel, range: [-50, 250] }
      - { name: pressure, address: "ramp", unit: bar }
      - { name: shots, address: "counter(period=100ms)" }
      - { name: running, address: "square" }
  - name: machine
    protocol: opcua
    settings: { endpoint: "opc.tcp://127.0.0.1:${machinePort}", security: None, insecure: true, publishing_interval: 200ms }
    points:
      - { name: v0, address: "ns=1;s=v00000" }
servers:
  - protocol: opcua
    settings:
      port: ${port}
      users: [ { name: scada, password: "file:${work}/password" } ]
store: { path: "${work}/store", budget: 64MiB }
console: { port: 0 }
`)

const machine = new Child('machine', process.execPath,
  [path.join(here, 'opcua-server.mjs'), machinePort, 1, 200, 1, work], { work })
await until('the machine listens', () => machine.last.ready, 60_000)
const agent = new Child('agent', process.env.FIELDPOST, ['run', path.join(work, 'fieldpost.yaml')], { work })
const starting = await until('the server for the plant listens', () => agent.tail().includes('the plant can reach'), 60_000)
console.log(`1. the agent serves its points ${(starting / 1000).toFixed(1)} s after its start`)

const certificates = new OPCUACertificateManager({
  rootFolder: path.join(work, 'scada-pki'), automaticallyAcceptUnknownCertificate: true
})
await certificates.initialize()

function client (security) {
  return OPCUAClient.create({
    applicationName: 'plant SCADA',
    endpointMustExist: false,
    clientCertificateManager: certificates,
    connectionStrategy: { maxRetry: 0 },
    requestedSessionTimeout: 30_000,
    ...security
  })
}

const secured = policy => ({ securityMode: MessageSecurityMode.SignAndEncrypt, securityPolicy: policy })
const user = secret => ({ type: UserTokenType.UserName, userName: 'scada', password: secret })

const oneLine = text => (text ?? 'it was not').trim().split(/\s*\n\s*/).join(' ')

// Why no session came about; undefined when one did.
async function refusal (security, identity) {
  const one = client(security)
  try {
    await one.connect(url)
    const session = await one.createSession(identity)
    await session.close()
    return undefined
  } catch (error) {
    return error.message
  } finally {
    await one.disconnect().catch(() => {})
  }
}

console.log('2. who is not let in')
const discovery = client({ securityMode: MessageSecurityMode.None, securityPolicy: SecurityPolicy.None })
await discovery.connect(url)
const endpoints = await discovery.getEndpoints()
// node-opcua does not even ask for a session that no endpoint offers, so this asks by hand.
const asking = new CreateSessionRequest({
  clientDescription: { applicationUri: 'urn:plant' }, endpointUrl: url, sessionName: 'open', requestedSessionTimeout: 30_000
})
const open = await new Promise(resolve => discovery.performMessageTransaction(asking, (error, answer) => {
  const result = answer?.responseHeader.serviceResult
  resolve(error ? error.message : result.isGood() ? undefined : result.name)
}))
await discovery.disconnect().catch(() => {})
promise(endpoints.length > 0 && endpoints.every(one => one.securityMode === MessageSecurityMode.SignAndEncrypt),
  `${endpoints.length} endpoints, all SignAndEncrypt`)
promise(endpoints.every(one => one.userIdentityTokens.every(token => token.tokenType !== UserTokenType.Anonymous)),
  'no endpoint takes an anonymous user')
promise(open !== undefined, `a session without security is refused: ${oneLine(open)}`)
const unknown = await refusal(secured(SecurityPolicy.Basic256Sha256), user(password))
const waiting = fs.readdirSync(path.join(folder, 'rejected', 'certs'))
promise(unknown !== undefined && waiting.length === 1, `refused with an unknown certificate, which waits: ${oneLine(unknown)}`)
promise(agent.tail().includes('compare this fingerprint'), 'the log says what a person must do')
for (const file of waiting) {
  fs.renameSync(path.join(folder, 'rejected', 'certs', file), path.join(folder, 'trusted', 'certs', file))
}
const wrong = await refusal(secured(SecurityPolicy.Basic256Sha256), user('wrong'))
promise(/BadUserAccessDenied/i.test(wrong ?? ''), `refused with a wrong password: ${oneLine(wrong)}`)
const nobody = await refusal(secured(SecurityPolicy.Basic256Sha256), { type: UserTokenType.Anonymous })
promise(nobody !== undefined, `refused without a user: ${oneLine(nobody)}`)
for (const policy of [SecurityPolicy.Aes128_Sha256_RsaOaep, SecurityPolicy.Aes256_Sha256_RsaPss]) {
  const why = await refusal(secured(policy), user(password))
  promise(why === undefined, `a session with ${policy.split('#')[1]}${why ? `: ${why}` : ''}`)
}

console.log('3. a session with Basic256Sha256, SignAndEncrypt')
const scada = client(secured(SecurityPolicy.Basic256Sha256))
await scada.connect(url)
const session = await scada.createSession(user(password))
const namespaces = await session.readNamespaceArray()
const index = namespaces.indexOf('urn:fieldpost:plant-check')
promise(index > 0, `the namespace of the gateway: ${namespaces[index]}`)
const id = text => `ns=${index};s=${text}`
const read = async (node, attributeId = AttributeIds.Value) => session.read({ nodeId: node, attributeId })

async function children (node) {
  const found = await session.browse(node)
  return new Map(found.references.map(one => [one.browseName.name, one]))
}

const root = (await children('ObjectsFolder')).get('Fieldpost')
const sources = await children(root.nodeId)
promise(['line', 'machine', 'Health'].every(name => sources.has(name)), `browsed: ${[...sources.keys()].join(', ')}`)
const points = await children(sources.get('line').nodeId)
promise(['temperature', 'pressure', 'shots', 'running'].every(name => points.has(name)),
  `points of a source: ${[...points.keys()].join(', ')}`)
const types = await Promise.all(['temperature', 'pressure', 'shots'].map(name => session.read({
  nodeId: points.get(name).typeDefinition, attributeId: AttributeIds.BrowseName
})))
promise(types.map(one => one.value.value.name).join() === 'AnalogUnitRangeType,AnalogUnitType,DataItemType',
  `types: ${types.map(one => one.value.value.name).join(', ')}`)
const unit = (await read(id('line/temperature#EngineeringUnits'))).value.value
promise(unit.unitId === 4408652 && unit.displayName.text === '°C', `unit: ${unit.displayName.text}, UNECE ${unit.unitId}`)
const range = (await read(id('line/temperature#EURange'))).value.value
promise(range.low === -50 && range.high === 250, `EURange: ${range.low} to ${range.high}`)
const dataTypes = await Promise.all(['temperature', 'shots', 'running'].map(name => read(id('line/' + name), AttributeIds.DataType)))
promise(dataTypes.map(one => one.value.value.value).join() === [DataType.Double, DataType.Int64, DataType.Boolean].join(),
  'data types: Double, Int64, Boolean')
const write = await session.write({
  nodeId: id('line/shots'), attributeId: AttributeIds.Value, value: { value: { dataType: DataType.Int64, arrayType: VariantArrayType.Scalar, value: [0, 1] } }
})
promise(!write.isGood(), `a write is refused: ${write.name}`)

const subscription = await session.createSubscription2({
  requestedPublishingInterval: 200, requestedMaxKeepAliveCount: 20, requestedLifetimeCount: 200, publishingEnabled: true, maxNotificationsPerPublish: 1000, priority: 1
})
const seen = { shots: [], v0: [] }
for (const [name, node] of [['shots', 'line/shots'], ['v0', 'machine/v0']]) {
  const item = ClientMonitoredItem.create(subscription, { nodeId: id(node), attributeId: AttributeIds.Value },
    { samplingInterval: 100, discardOldest: true, queueSize: 50 }, TimestampsToReturn.Both)
  item.on('changed', value => seen[name].push(value))
}
const number = value => Number(BigInt.asIntN(64, (BigInt(value[0]) << 32n) | BigInt(value[1])))
await until('20 changes of two variables', () => seen.shots.length >= 20 && seen.v0.length >= 20, 30_000)
const counts = seen.shots.filter(one => one.statusCode.isGood()).map(one => number(one.value.value))
promise(counts.every((one, i) => i === 0 || one > counts[i - 1]), `subscribed: ${counts.length} changes of a counter, in order`)
promise(seen.shots.every(one => one.sourceTimestamp && one.serverTimestamp >= one.sourceTimestamp),
  'each with its source\'s time and that of its arrival')

console.log('4. history')
const until_ = new Date()
const since = new Date(until_.getTime() - 5_000)
const history = await session.readHistoryValue(id('line/shots'), since, until_, { returnBounds: false })
const past = (history.historyData?.dataValues ?? []).map(one => number(one.value.value))
promise(history.statusCode === StatusCodes.Good && past.length >= 15 && past.every((one, i) => i === 0 || one >= past[i - 1]),
  `${past.length} values of the last 5 s, ${history.statusCode.name}`)
promise((history.historyData?.dataValues ?? []).every(one => one.sourceTimestamp >= since && one.sourceTimestamp < until_), 'all within the span')
const long = await session.readHistoryValue(id('line/shots'), new Date(begun - 3_600_000), until_, { numValuesPerNode: 10, returnBounds: false })
promise(long.historyData.dataValues.length === 10 && long.continuationPoint?.length > 0, 'ten values and a continuation point')
const nothing = await session.readHistoryValue(id('line/shots'), new Date(begun - 7_200_000), new Date(begun - 7_000_000), { returnBounds: false })
promise(nothing.statusCode.name === 'GoodNoData', `a span before the start: ${nothing.statusCode.name}`)

console.log('5. health, and a source that dies')
const state = await read(id(':health/sources/machine/state'))
promise(state.value.value === 'RUNNING', `health of the machine: ${state.value.value}`)
const bytes = await read(id(':health/store/bytes'))
promise(bytes.statusCode === StatusCodes.Good && number(bytes.value.value) > 0, `bytes in the store: ${number(bytes.value.value)}`)
await machine.end('SIGKILL')
const told = await until('the plant is told that the machine is gone', () => !seen.v0.at(-1).statusCode.isGood(), 30_000)
promise(seen.v0.at(-1).value?.value == null, `${seen.v0.at(-1).statusCode.name} without a value ${(told / 1000).toFixed(1)} s after the kill`)
await sleep(1500)
const after = await read(id(':health/sources/machine/state'))
promise(after.value.value !== 'RUNNING', `health of the machine: ${after.value.value}`)
const before = seen.shots.length
await until('the other source goes on', () => seen.shots.length > before + 3, 10_000)

await session.close()
await scada.disconnect()
const ending = Date.now()
const exit = await agent.end()
promise(exit === 0 || exit === 143, `the agent ended on SIGTERM with ${exit} in ${((Date.now() - ending) / 1000).toFixed(1)} s`)
console.log(`opcua-plant: node-opcua held one session, ${seen.shots.length + seen.v0.length} changes, ${past.length} values of history, ` +
  `${held} promises held` + (broken.length ? `, ${broken.length} broken` : '') + `, ${Math.round((Date.now() - begun) / 1000)} s`)
process.exit(broken.length ? 1 : 0)
