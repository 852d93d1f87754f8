package io.tallystick.insurer.membership.adapter;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.insurer.adjudication.app.Accumulators;
import io.tallystick.insurer.membership.app.Members;
import io.tallystick.insurer.membership.app.Members.Member;
import io.tallystick.kit.identity.Caller;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.problem.Problem;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.List;

/** Members for the plan managers: who is linked to which sign-in, and what they have met. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class MembersResource {

  /**
   * @param subject of the patients' realm
   */
  public record Link(String subject) {}

  public record MemberView(String memberId, String subject, List<CoverageView> coverages) {}

  public record CoverageView(String coverageId, String plan, LocalDate from, LocalDate until) {}

  private final Caller caller;
  private final Transactions transactions;
  private final Members members;
  private final Accumulators accumulators;

  public MembersResource(
      Caller caller, Transactions transactions, Members members, Accumulators accumulators) {
    this.caller = caller;
    this.transactions = transactions;
    this.members = members;
    this.accumulators = accumulators;
  }

  @GET
  @Path("members")
  public List<MemberView> ofSubject(@QueryParam("subject") String subject) {
    caller.requireStaff("plan-manager");
    if (subject == null) {
      throw Problem.badRequest("subject.missing", "say whose members: ?subject=").exception();
    }
    return transactions.inTransaction(tx -> members.ofSubject(tx, subject)).stream()
        .map(MembersResource::view)
        .toList();
  }

  @POST
  @Path("members/{memberId}/link")
  @Consumes(MediaType.APPLICATION_JSON)
  public MemberView link(@PathParam("memberId") String memberId, Link link) {
    caller.requireStaff("plan-manager");
    if (link == null || link.subject() == null || link.subject().isBlank()) {
      throw Problem.badRequest("subject.missing", "a link names the patient's subject").exception();
    }
    return transactions.inTransaction(
        tx -> {
          if (!members.link(tx, memberId, link.subject())) throw unknown();
          return view(members.find(tx, memberId).orElseThrow());
        });
  }

  @GET
  @Path("accumulators/{memberId}")
  public List<Accumulators.Met> met(@PathParam("memberId") String memberId) {
    caller.requireStaff("plan-manager");
    return transactions.inTransaction(
        tx -> {
          if (members.find(tx, memberId).isEmpty()) throw unknown();
          return accumulators.all(tx, memberId);
        });
  }

  private static MemberView view(Member member) {
    return new MemberView(
        member.memberId(),
        member.subject().orElse(null),
        member.coverages().stream()
            .map(
                c ->
                    new CoverageView(
                        c.coverageId(), c.plan(), c.period().from(), c.period().until()))
            .toList());
  }

  private static RuntimeException unknown() {
    return Problem.notFound("member.unknown", "no such member").exception();
  }
}
