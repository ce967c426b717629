package io.fieldpost.opcua.address;

import io.fieldpost.config.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One rule that finds points, as a person writes it. */
@Setting(
        "Points that the driver finds by itself: every variable below an object, or those of a companion specification.")
public record Discover(
        @Setting(
                value =
                        "A companion specification whose objects are found by their types. Either this or 'under' is needed; with both, it is looked for below that object.",
                example = "machinery")
        @Nullable
        CompanionModel model,

        @Setting(
                value = "Address of the object below which variables are taken.",
                example = "/Objects/nsu=urn:press:model;Press1")
        @Nullable
        String under,

        @Setting(
                value =
                        "Address of a type: of a VariableType, to take its variables alone; of an ObjectType, to take what lies below its objects. Subtypes count.",
                example = "nsu=urn:press:model;i=1004")
        @Nullable
        String type,

        @Setting(
                value =
                        "Patterns of browse names, of which one must fit: * is any part of a name, ** anything, ? one character; without '/' it is the last name alone. With 'type' of an object the path begins there.",
                example = "Barrel/*")
        List<String> include,

        @Setting(value = "Patterns of which none may fit.", example = "**/Simulation/**")
        List<String> exclude,

        @Setting(value = "How many levels below are looked at.", byDefault = "16", min = "1", max = "64")
        int depth,

        @Setting(
                value = "How many points this rule may find; what is beyond is told and left out.",
                byDefault = "1000",
                min = "1",
                max = "100000")
        int most,

        @Setting(value = "What the points' names begin with.", pattern = "[A-Za-z0-9_./-]{0,64}", example = "press-1/")
        @Nullable
        String prefix) {
    private static final PointAddress OBJECTS = PointAddress.parse("i=85");

    public Discover {
        if (model == null && under == null) {
            throw new IllegalArgumentException("'model' or 'under' is needed, to say what to look for");
        }
        if (model != null && (type != null || !include.isEmpty())) {
            throw new IllegalArgumentException(
                    (type != null ? "type" : "include") + ": 'model' says what is taken; leave one of the two out");
        }
        complain("under", under);
        complain("type", type);
    }

    private static void complain(String key, @Nullable String address) {
        String complaint = address == null ? "" : PointAddress.complaintAbout(address);
        if (!complaint.isEmpty()) {
            throw new IllegalArgumentException(key + ": " + complaint);
        }
    }

    /** What the points' names begin with; may be empty. */
    String namesBegin() {
        return prefix == null ? "" : prefix;
    }

    /** What to look for. */
    List<Rule> rules() {
        return model == null
                ? List.of(rule(type == null ? null : PointAddress.parse(type), include, List.of(), List.of()))
                : model.rules(this);
    }

    Rule rule(@Nullable PointAddress wanted, List<String> included, List<String> excluded, List<String> silent) {
        List<PathPattern> without = new ArrayList<>(patterns(exclude));
        without.addAll(patterns(excluded));
        PointAddress from = under == null ? OBJECTS : PointAddress.parse(under);
        return new Rule(from, wanted, patterns(included), without, depth, silent);
    }

    private static List<PathPattern> patterns(List<String> texts) {
        return texts.stream().map(PathPattern::new).toList();
    }

    /** For messages. */
    @Override
    public String toString() {
        String what = model == null ? "variables" : "model " + model.name().toLowerCase(Locale.ROOT);
        return what + (under == null ? "" : " under " + under) + (type == null ? "" : " of type " + type);
    }
}
