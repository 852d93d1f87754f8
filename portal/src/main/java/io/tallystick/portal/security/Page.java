package io.tallystick.portal.security;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What every template may need: {@code inject:page}. */
@Named("page")
@RequestScoped
public class Page {

  private final FormTokens tokens;
  private final String htmx;
  private final String tabler;

  Page(
      FormTokens tokens,
      @ConfigProperty(name = "portal.webjars.htmx") String htmx,
      @ConfigProperty(name = "portal.webjars.tabler") String tabler) {
    this.tokens = tokens;
    this.htmx = htmx;
    this.tabler = tabler;
  }

  public String formToken() {
    return tokens.issue();
  }

  public String htmx() {
    return htmx;
  }

  public String tabler() {
    return tabler;
  }
}
