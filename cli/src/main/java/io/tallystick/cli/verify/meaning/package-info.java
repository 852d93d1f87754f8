/**
 * What valid transactions mean for Tallystick: entries and their parties, legal transitions, the
 * operations behind them. Pure; the rules are vocabulary's.
 */
package io.tallystick.cli.verify.meaning;
