package io.tallystick.cli.demo.synthea;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * Everything that one encounter left behind.
 *
 * @param hospital org id of the custodian
 * @param encounter value of the encounter's identifier there
 * @param bundle a FHIR R4 Bundle of type {@code collection}, the Encounter first
 * @param types how many resources of which type it holds
 */
public record ImportedRecord(
    String hospital, String encounter, ObjectNode bundle, Map<String, Integer> types) {}
