package io.tallystick.portal.services;

/** What a service answered instead of what was asked (RFC 9457). */
public class ServiceProblem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final String detail;

  /**
   * @param status HTTP status
   * @param code the stable code, e.g. {@code signature.invalid}; never null
   * @param detail the service's own explanation; may be null, holds no patient data
   */
  public ServiceProblem(int status, String code, String detail) {
    super(status + " " + code);
    this.status = status;
    this.code = code;
    this.detail = detail;
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }

  public String detail() {
    return detail;
  }
}
