package io.tallystick.journeys.k8s;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Strimzi's resources, read by Strimzi's own model: a value of the wrong type doesn't read, and a
 * field that the model doesn't know is among what it set aside.
 */
final class StrimziModel {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, Class<? extends HasMetadata>> KINDS =
      Map.of(
          "Kafka", Kafka.class,
          "KafkaNodePool", KafkaNodePool.class,
          "KafkaTopic", KafkaTopic.class,
          "KafkaUser", KafkaUser.class);

  static List<String> problems(Resource resource) {
    var type = KINDS.get(resource.kind());
    if (type == null) return List.of("Strimzi has no kind " + resource.kind());
    try {
      var model = JSON.treeToValue(resource.json(), type);
      var unknown = new ArrayList<String>();
      collect("$", model, unknown);
      return unknown;
    } catch (JsonProcessingException unreadable) {
      return List.of(unreadable.getOriginalMessage());
    }
  }

  private static void collect(String path, Object value, List<String> unknown) {
    switch (value) {
      case null -> {}
      case JsonNode free -> {}
      case Map<?, ?> map -> map.forEach((key, each) -> collect(path + "." + key, each, unknown));
      case Collection<?> list -> list.forEach(each -> collect(path + "[]", each, unknown));
      default -> {
        if (isModel(value.getClass())) fields(path, value, unknown);
      }
    }
  }

  private static void fields(String path, Object model, List<String> unknown) {
    for (Method getter : model.getClass().getMethods()) {
      if (getter.getParameterCount() != 0 || !getter.getName().startsWith("get")) continue;
      if (getter.getName().equals("getAdditionalProperties")) {
        if (call(getter, model) instanceof Map<?, ?> more) {
          more.keySet().forEach(key -> unknown.add(path + ": unknown field '" + key + "'"));
        }
      } else if (isModelGetter(getter)) {
        collect(path + "." + getter.getName().substring(3), call(getter, model), unknown);
      }
    }
  }

  private static boolean isModelGetter(Method getter) {
    var type = getter.getReturnType();
    return Collection.class.isAssignableFrom(type)
        || Map.class.isAssignableFrom(type)
        || (isModel(type) && !getter.isBridge());
  }

  private static boolean isModel(Class<?> type) {
    var name = type.getName();
    return !type.isEnum() && (name.startsWith("io.strimzi.") || name.startsWith("io.fabric8."));
  }

  private static Object call(Method getter, Object model) {
    try {
      return getter.invoke(model);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(getter + " fails", e);
    }
  }

  private StrimziModel() {}
}
