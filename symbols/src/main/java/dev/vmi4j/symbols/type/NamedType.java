package dev.vmi4j.symbols.type;

/** A type that may carry a name of its own. */
public sealed interface NamedType extends Type
        permits IntegerType,
                FloatType,
                StructType,
                EnumType,
                TypedefType,
                ForwardType,
                FunctionType,
                VariableType,
                DataSection {
    /**
     * The name as the source wrote it, without {@code struct}, {@code union} or {@code enum}.
     *
     * @return empty when the type is anonymous
     */
    String name();
}
