// Publishes the small chain of docs/events.md: five blocks, one of which is replaced by a reorganisation.
//
// Run it with Node.js 20 or later, in this folder:
//
//   npm ci
//   node simple-producer.mjs localhost:9092 blocks transactions
//
// The two topics have to exist; they may be the same one. Several bootstrap servers are separated by commas.
// events.proto is taken from this repository; when you copy this file, name yours: EVENTS_PROTO=path/to/events.proto
import { ProduceAcks, Producer } from '@platformatic/kafka'
import protobuf from 'protobufjs'
import { fileURLToPath } from 'node:url'

const PROTOBUF = 'application/x-protobuf'
const JSON_TYPE = 'application/json'

// The partition is the shard. This chain has one shard, so everything goes to partition 0, and we say so: were it left
// to a partitioner, the record keys would spread the chain over all partitions.
const SHARD = 0

const [bootstrapServers, blocksTopic, transactionsTopic, firstHeight = '1', ...more] = process.argv.slice(2)
if (transactionsTopic === undefined || more.length > 0) {
  console.error('usage: simple-producer.mjs BOOTSTRAP_SERVERS BLOCKS_TOPIC TRANSACTIONS_TOPIC [FIRST_HEIGHT]')
  process.exit(2)
}

const eventsProto =
  process.env.EVENTS_PROTO ??
  fileURLToPath(new URL('../../../schemas/src/main/proto/cairn/v1/events.proto', import.meta.url))
const ChainEvent = (await protobuf.load(eventsProto)).lookupType('cairn.v1.ChainEvent')

const producer = new Producer({
  clientId: 'simple-producer',
  bootstrapBrokers: bootstrapServers.split(','),
  // A record counts as published when all in-sync replicas have it, and a retry never changes the order or doubles a
  // record. Neither is this client's default.
  acks: ProduceAcks.ALL,
  idempotent: true,
  // An outage of half a minute is sat out. Left alone, an idempotent producer of this client tries for ever.
  retries: 30,
  retryDelay: 1000,
  autocreateTopics: false,
  // Blocks compress well. Node.js can do zstd from version 22.15 on, gzip always.
  compression: 'gzip'
})

try {
  // Heights go up to 2^63 - 2, and a JavaScript number is exact only up to 2^53. So a height is a BigInt all the way.
  await publishChain(BigInt(firstHeight))
} catch (error) {
  console.error(`error: ${error.message}`)
  process.exitCode = 1
} finally {
  await producer.close()
}

async function publishChain(h1) {
  const [h2, h3, h4] = [h1 + 1n, h1 + 2n, h1 + 3n]

  // The first block of a chain has no parent. Its own write, the miner's reward, stands in the block event.
  await publishBlock(block(h1, 'block-1', '', 1, [put('miner', '1')]))
  await publishTransaction(transaction(h1, 'block-1', 0, [put('alice', '100'), put('bob', '50')]))

  // Transactions may come before their block. An empty value is a value: carol is there, with nothing.
  await publishTransaction(transaction(h2, 'block-2', 0, [put('alice', '70'), put('bob', '80')]))
  await publishTransaction(transaction(h2, 'block-2', 1, [put('carol', '')]))
  await publishBlock({ ...block(h2, 'block-2', 'block-1', 2, [put('miner', '2')]), finalizedHeight: h1 })

  // A block that will not last ...
  await publishBlock(block(h3, 'block-3a', 'block-2', 1, []))
  await publishTransaction(transaction(h3, 'block-3a', 0, [put('alice', '120'), put('bob', '30')]))

  // ... because this one names the same parent: block-3a is dropped with all it did, and block-3b is the tip.
  await publishBlock(block(h3, 'block-3b', 'block-2', 1, []))
  await publishTransaction(transaction(h3, 'block-3b', 0, [put('alice', '150'), del('bob')]))

  // A block without transactions, published as JSON. From here on block-3b is final: it cannot be dropped any more.
  await publishBlock({ ...block(h4, 'block-4', 'block-3b', 0, [put('miner', '3')]), finalizedHeight: h3 }, JSON_TYPE)
}

// ---- Events ---------------------------------------------------------------------------------------------------------
// Plain objects with the field names of events.proto in lowerCamelCase.

function block(height, hash, parentHash, transactionCount, writes) {
  return {
    height,
    hash: bytes(hash),
    parentHash: bytes(parentHash),
    timestampMs: timestampMs(hash),
    transactionCount,
    writes
  }
}

function transaction(height, blockHash, index, writes) {
  const hash = `${blockHash.replace('block', 'tx')}-${index}`
  return { height, blockHash: bytes(blockHash), index, hash: bytes(hash), writes }
}

function put(key, value) {
  return { key: bytes(key), put: bytes(value) }
}

function del(key) {
  return { key: bytes(key), delete: true }
}

// A real chain's hashes, keys and values are bytes of any kind. Here they are words, so that one can read them.
function bytes(text) {
  return Buffer.from(text, 'utf8')
}

// A real block knows its time. Ours are a second apart: block-1 is of 2026-01-01T00:00:01Z, and so on.
function timestampMs(hash) {
  return 1_767_225_600_000n + 1_000n * BigInt(hash.charAt('block-'.length))
}

// ---- Records --------------------------------------------------------------------------------------------------------

async function publishBlock(block, contentType = PROTOBUF) {
  const what = `block ${block.hash} at height ${block.height}`
  await publish(blocksTopic, blockKey(block.height), contentType, { block }, what)
}

async function publishTransaction(transaction) {
  const what = `transaction ${transaction.hash} of ${transaction.blockHash}`
  await publish(transactionsTopic, transaction.blockHash, PROTOBUF, { transaction }, what)
}

// Publishes one record and waits until it is safe. When it is not, nothing may follow: a chain with a hole is of no use
// to anybody. Start again from the last block that was published; duplicates do no harm.
//
// Waiting for each record is slow. To be faster, hand several messages to one `send`: it keeps their order.
async function publish(topic, key, contentType, event, what) {
  const value = contentType === JSON_TYPE ? encodeJson(event) : encodeProtobuf(event)
  const headers = new Map([[bytes('content-type'), bytes(contentType)]])
  try {
    const { offsets } = await producer.send({ messages: [{ topic, partition: SHARD, key, value, headers }] })
    const [{ partition, offset }] = offsets
    console.log(`published ${topic}-${partition}@${offset} ${what}`)
  } catch (error) {
    throw new Error(`${what} was not published to ${topic}: ${reason(error)}`, { cause: error })
  }
}

// Recommended for block records: the height, 8 bytes, big-endian.
function blockKey(height) {
  const key = Buffer.alloc(8)
  key.writeBigUInt64BE(height)
  return key
}

function encodeProtobuf(event) {
  return Buffer.from(ChainEvent.encode(toMessage(event)).finish())
}

// Canonical protobuf JSON: bytes are base64, and 64-bit integers are strings.
function encodeJson(event) {
  const json = ChainEvent.toObject(toMessage(event), { longs: String, bytes: String, enums: String })
  return Buffer.from(JSON.stringify(json))
}

// protobufjs takes a BigInt for a 64-bit integer, and keeps it exact.
function toMessage(event) {
  const message = ChainEvent.fromObject(event)
  const problem = ChainEvent.verify(message)
  if (problem) {
    throw new Error(`the event does not fit events.proto: ${problem}`)
  }
  return message
}

// The client wraps what went wrong, once per attempt; the innermost errors say it best.
function reason(error) {
  return error.errors?.length > 0 ? [...new Set(error.errors.map(reason))].join('; ') : error.message
}
