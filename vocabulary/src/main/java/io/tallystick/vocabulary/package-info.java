/**
 * The language that chaincode and services share. Only java.* and, in {@code json}, Jackson: what
 * runs inside a contract must give the same bytes everywhere.
 */
package io.tallystick.vocabulary;
