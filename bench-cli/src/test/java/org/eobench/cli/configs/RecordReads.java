package org.eobench.cli.configs;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which components of records are read by compiled code. A component is read where its accessor is
 * called by another class, or by a method of the record that is itself in use. Constructors,
 * generated methods, and methods that only copy the record do not count: they look at every
 * component, whether or not it has any effect.
 */
final class RecordReads {
  private static final String CONSTRUCTOR = "<init>";

  private final JavaClasses classes;
  private final Map<String, Set<JavaCodeUnit>> callers = new HashMap<>();

  RecordReads(JavaClasses classes) {
    this.classes = classes;
    for (JavaClass type : classes) {
      for (JavaCodeUnit unit : type.getCodeUnits()) {
        for (JavaAccess<?> access : accesses(unit)) {
          String name = access.getTarget().getName();
          owners(access.getTargetOwner())
              .forEach(
                  owner ->
                      callers.computeIfAbsent(key(owner, name), k -> new HashSet<>()).add(unit));
        }
      }
    }
  }

  /** Components that nothing reads among the code units that {@code counted} holds. */
  Set<String> unread(Class<? extends Record> type, Set<JavaCodeUnit> counted) {
    Set<String> unread = new LinkedHashSet<>();
    for (RecordComponent component : type.getRecordComponents()) {
      if (!isRead(type, component.getName(), counted, new HashSet<>())) {
        unread.add(component.getName());
      }
    }
    return unread;
  }

  /** Every code unit there is. */
  Set<JavaCodeUnit> all() {
    return classes.stream()
        .flatMap(type -> type.getCodeUnits().stream())
        .collect(Collectors.toSet());
  }

  /**
   * The code units that a factory's components can run: those it calls, and every method of the
   * classes it makes.
   */
  Set<JavaCodeUnit> from(Class<?> factory) {
    Set<JavaCodeUnit> reached = new HashSet<>();
    Set<JavaClass> made = new HashSet<>();
    Deque<JavaCodeUnit> open = new ArrayDeque<>();
    make(classes.get(factory), made, open);
    while (!open.isEmpty()) {
      JavaCodeUnit unit = open.pop();
      if (!reached.add(unit)) {
        continue;
      }
      for (JavaAccess<?> access : accesses(unit)) {
        JavaClass owner = access.getTargetOwner();
        if (!classes.contain(owner.getName())) {
          continue;
        }
        owner.getStaticInitializer().ifPresent(open::push);
        if (access.getTarget().getName().equals(CONSTRUCTOR)) {
          make(owner, made, open);
        } else if (access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget target) {
          target.resolveMember().ifPresent(open::push);
        }
      }
    }
    return reached;
  }

  private void make(JavaClass type, Set<JavaClass> made, Deque<JavaCodeUnit> open) {
    if (made.add(type)) {
      open.addAll(type.getCodeUnits());
      type.getAllRawSuperclasses().stream()
          .filter(above -> classes.contain(above.getName()))
          .forEach(above -> make(above, made, open));
      type.getAllRawInterfaces().stream()
          .filter(above -> classes.contain(above.getName()))
          .forEach(above -> open.addAll(above.getCodeUnits()));
    }
  }

  private boolean isRead(
      Class<?> type, String member, Set<JavaCodeUnit> counted, Set<String> asked) {
    if (!asked.add(member)) {
      return false;
    }
    for (JavaCodeUnit caller : callers.getOrDefault(key(type.getName(), member), Set.of())) {
      boolean own = caller.getOwner().isEquivalentTo(type);
      if (!own && counted.contains(caller)) {
        return true;
      }
      if (own && !caller.getName().equals(member) && isUsed(caller, type, counted, asked)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a record's own method has an effect beyond copying the record. */
  private boolean isUsed(
      JavaCodeUnit method, Class<?> type, Set<JavaCodeUnit> counted, Set<String> asked) {
    boolean copies =
        method.getConstructorCallsFromSelf().stream()
            .anyMatch(call -> call.getTargetOwner().isEquivalentTo(type));
    if (copies || !(method instanceof JavaMethod)) {
      return false;
    }
    boolean inherited =
        method.getOwner().getAllRawInterfaces().stream()
            .anyMatch(above -> above.tryGetMethod(method.getName()).isPresent());
    return inherited || isRead(type, method.getName(), counted, asked);
  }

  private static List<JavaAccess<?>> accesses(JavaCodeUnit unit) {
    List<JavaAccess<?>> accesses = new ArrayList<>(unit.getAccessesFromSelf());
    accesses.addAll(unit.getMethodReferencesFromSelf());
    accesses.addAll(unit.getConstructorReferencesFromSelf());
    return accesses;
  }

  /** A call through an interface may be one of each class that implements it. */
  private static List<String> owners(JavaClass target) {
    List<String> names = new ArrayList<>();
    names.add(target.getName());
    if (target.isInterface()) {
      target.getAllSubclasses().forEach(below -> names.add(below.getName()));
    }
    return names;
  }

  private static String key(String owner, String member) {
    return owner + "#" + member;
  }

  /** The record types that a component's type is made of. */
  static Set<Class<? extends Record>> nested(Class<? extends Record> type) {
    Set<Class<? extends Record>> found = new LinkedHashSet<>();
    Deque<Type> open = new ArrayDeque<>(List.of(type));
    while (!open.isEmpty()) {
      Type next = open.pop();
      if (next instanceof ParameterizedType generic) {
        open.addAll(Arrays.asList(generic.getActualTypeArguments()));
      } else if (next instanceof Class<?> raw
          && raw.isRecord()
          && found.add(raw.asSubclass(Record.class))) {
        for (RecordComponent component : raw.getRecordComponents()) {
          open.add(component.getGenericType());
        }
      }
    }
    return found;
  }
}
