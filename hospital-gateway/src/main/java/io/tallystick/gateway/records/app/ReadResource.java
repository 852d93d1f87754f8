package io.tallystick.gateway.records.app;

import io.tallystick.gateway.records.domain.Resource;

/** Reads a resource whose bytes are canonical. */
public interface ReadResource {

  Resource read(byte[] document);
}
