/**
 * Synthea's synthetic patients made into what institutions exchange: patients, coverages, records
 * and claims. Pure functions over FHIR JSON; only {@link
 * io.tallystick.cli.demo.synthea.GenerateSynthea} and {@link
 * io.tallystick.cli.demo.synthea.SampleArchive} touch processes and files.
 */
package io.tallystick.cli.demo.synthea;
