"""Records declared as the standard library's dataclasses are, whose methods are made when they are first called.

A command makes a few records of a few kinds, and knows a hundred kinds: the standard decorator compiles six functions
for each, and loads `inspect` for it, which took as long as all the rest of a start. A type checker sees that decorator.
"""

from typing import TYPE_CHECKING

__all__ = ["dataclass", "field", "replace"]

if TYPE_CHECKING:
    from dataclasses import dataclass, field, replace
else:
    from operator import attrgetter

    def dataclass(cls=None, /, *, frozen=False, slots=False, order=False):
        """The class with the methods its fields ask for: what dataclasses.dataclass does with the same three words."""

        def made(cls):
            fields = {**_inherited(cls), **_own(cls)}
            names = tuple(fields)
            if slots:
                cls = _with_slots(cls, [name for name in fields if name not in _inherited(cls)])
            else:
                for name, value in _own(cls).items():
                    if isinstance(value, _Factory):
                        delattr(cls, name)
            methods = {"__init__": _first_init(cls, fields, frozen), "__repr__": _repr, "__eq__": _eq}
            methods |= {"__setattr__": _refuse, "__delattr__": _refuse} if frozen else {}
            methods |= {"__lt__": _lt} if order else {}
            for name, method in methods.items():
                if name not in cls.__dict__:
                    setattr(cls, name, method)
            if cls.__dict__.get("__hash__") is None:
                cls.__hash__ = _hash if frozen else None
            cls.__fields__ = fields
            cls.__values__ = staticmethod(_getter(names))
            cls.__match_args__ = names
            return cls

        return made(cls) if cls else made

    def field(*, default_factory):
        """What stands for a default that is made anew for each record."""
        return _Factory(default_factory)

    def replace(record, /, **changes):
        """The record with other values for these fields."""
        cls = type(record)
        return cls(**{**dict(zip(cls.__fields__, cls.__values__(record), strict=True)), **changes})

    class _Factory:
        __slots__ = ("make",)

        def __init__(self, make):
            self.make = make

    _REQUIRED = object()

    def _own(cls):
        return {name: cls.__dict__.get(name, _REQUIRED) for name in cls.__dict__.get("__annotations__", ())}  # noqa: RUF063 - inspect is what is to be spared

    def _inherited(cls):
        return getattr(cls.__base__, "__fields__", {})

    def _with_slots(cls, names):
        """The same class anew: slots can't be given to one that is there."""
        told = {name: value for name, value in cls.__dict__.items() if name not in (*names, "__dict__", "__weakref__")}
        made = type(cls)(cls.__name__, cls.__bases__, {**told, "__slots__": tuple(names)})
        made.__qualname__ = cls.__qualname__
        return made

    def _getter(names):
        """What gives a record's values as a tuple."""
        if len(names) == 1:
            one = attrgetter(*names)
            return lambda record: (one(record),)
        return attrgetter(*names) if names else lambda record: ()

    def _first_init(cls, fields, frozen):
        def __init__(self, *given, **named):  # noqa: N807 - stands for one until the first record is made
            cls.__init__ = _init(cls, fields, frozen)
            cls.__init__(self, *given, **named)

        return __init__

    def _init(cls, fields, frozen):
        """The class's `__init__`, compiled."""
        known = {"put": object.__setattr__, "absent": _REQUIRED}
        parameters, lines = [], []
        for name, default in fields.items():
            value = name
            if default is _REQUIRED:
                parameters.append(name)
            elif isinstance(default, _Factory):
                known[f"make_{name}"] = default.make
                parameters.append(f"{name}=absent")
                value = f"make_{name}() if {name} is absent else {name}"
            else:
                known[f"default_{name}"] = default
                parameters.append(f"{name}=default_{name}")
            if not frozen:
                lines.append(f" self.{name} = {value}")
            elif hasattr(slot := getattr(cls, name, None), "__set__"):
                known[f"put_{name}"] = slot.__set__
                lines.append(f" put_{name}(self, {value})")
            else:
                lines.append(f" put(self, {name!r}, {value})")
        lines += [" self.__post_init__()"] if hasattr(cls, "__post_init__") else []
        exec(f"def __init__(self, {', '.join(parameters)}):\n" + "\n".join(lines or [" pass"]), known)
        made = known["__init__"]
        made.__qualname__ = f"{cls.__qualname__}.__init__"
        return made

    def _repr(self):
        said = (f"{name}={value!r}" for name, value in zip(self.__fields__, self.__values__(self), strict=True))
        return f"{type(self).__qualname__}({', '.join(said)})"

    def _eq(self, other):
        if other.__class__ is not self.__class__:
            return NotImplemented
        return self.__values__(self) == self.__values__(other)

    def _lt(self, other):
        if other.__class__ is not self.__class__:
            return NotImplemented
        return self.__values__(self) < self.__values__(other)

    def _hash(self):
        return hash(self.__values__(self))

    def _refuse(self, name, value=None):
        raise AttributeError(f"{type(self).__qualname__}.{name} is not to be changed")
