package io.tallystick.kit.problem;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.jackson.ObjectMapperCustomizer;
import io.tallystick.kit.fhir.FhirJson;
import jakarta.inject.Singleton;

/**
 * The limits of every JSON body that is no FHIR; unknown members are refused, so that none is lost.
 */
@Singleton
class JsonLimits implements ObjectMapperCustomizer {

  @Override
  public void customize(ObjectMapper mapper) {
    mapper
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(FhirJson.MAX_DEPTH)
                .maxStringLength(FhirJson.MAX_BYTES)
                .maxDocumentLength(FhirJson.MAX_BYTES)
                .build());
    mapper.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    mapper.enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);
  }
}
