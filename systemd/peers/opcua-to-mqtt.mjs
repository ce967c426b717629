// The same work as the agent's, made with node-opcua and mqtt.js by hand: subscribes to the variables of the counting server,
// and publishes what comes in batches of at most 1,000 values or 100 ms, QoS 1. It keeps nothing on the disk.
//
//   node opcua-to-mqtt.mjs SERVER_PORT VARIABLES SECURITY BROKER_URL WORK_DIRECTORY
import { createRequire } from 'node:module'
import path from 'node:path'
import { variableName } from './gateway.mjs'

const require = createRequire(path.join(process.env.PEER_MODULES, 'package.json'))
const mqtt = require('mqtt')
const {
  AttributeIds, ClientMonitoredItemGroup, ClientSubscription, MessageSecurityMode, OPCUACertificateManager, OPCUAClient,
  SecurityPolicy, TimestampsToReturn
} = require('node-opcua')

const [port, variables, security, brokerUrl, work] = process.argv.slice(2)
const ITEMS_A_CALL = 1_000
const BATCH = 1_000

const broker = mqtt.connect(brokerUrl, { protocolVersion: 5 })
await new Promise(resolve => broker.once('connect', resolve))

let points = new Map()
let rows = { point: [], time: [], quality: [], value: [] }
function publish () {
  if (rows.point.length === 0) return
  const message = JSON.stringify({ points: [...points.keys()].map(name => ({ name })), rows })
  broker.publish('peer/data', message, { qos: 1 })
  points = new Map()
  rows = { point: [], time: [], quality: [], value: [] }
}
setInterval(publish, 100)

function take (name, reading) {
  if (!points.has(name)) points.set(name, points.size)
  rows.point.push(points.get(name))
  rows.time.push(reading.sourceTimestamp.getTime())
  rows.quality.push(reading.statusCode.value)
  rows.value.push(reading.value.value)
  if (rows.point.length >= BATCH) publish()
}

const client = OPCUAClient.create({
  endpointMustExist: false,
  securityMode: security === 'None' ? MessageSecurityMode.None : MessageSecurityMode.SignAndEncrypt,
  securityPolicy: SecurityPolicy[security],
  clientCertificateManager: new OPCUACertificateManager({
    rootFolder: path.join(work, 'peer-pki'), automaticallyAcceptUnknownCertificate: true
  })
})
await client.connect(`opc.tcp://127.0.0.1:${port}`)
const session = await client.createSession()
const namespace = (await session.readNamespaceArray()).indexOf('urn:fieldpost:demo:counting')
const subscription = ClientSubscription.create(session, {
  requestedPublishingInterval: 500, requestedMaxKeepAliveCount: 10, requestedLifetimeCount: 100, maxNotificationsPerPublish: 10_000, publishingEnabled: true
})
for (let first = 0; first < Number(variables); first += ITEMS_A_CALL) {
  const names = Array.from({ length: Math.min(ITEMS_A_CALL, variables - first) }, (_, i) => variableName(first + i))
  const items = names.map(name => ({ nodeId: `ns=${namespace};s=${name}`, attributeId: AttributeIds.Value }))
  const group = ClientMonitoredItemGroup.create(subscription, items, { samplingInterval: 500, queueSize: 100, discardOldest: true },
    TimestampsToReturn.Both)
  group.on('changed', (item, reading, index) => take(names[index], reading))
  await new Promise(resolve => group.once('initialized', resolve))
}
process.on('SIGTERM', () => process.exit(0))
