/**
 * Reads and writes of many keys in one message to the peer each. Every message costs both processes
 * far more than the key's share of the state; the protocol has had the messages since Fabric 3.1
 * (WRITE_BATCH_STATE, GET_STATE_MULTIPLE), Fabric's Java shim doesn't send them.
 */
package io.tallystick.chaincode.bulk;
