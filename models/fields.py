"""What pydantic found wrong with a form, as errors a clerk can read, each with its field."""

from pydantic import ValidationError

from models.errors import InputError
from models.words import N_

_MESSAGES = {
    "missing": N_("This field must be filled in"),
    "extra_forbidden": N_("There is no field of this name"),
}
_OTHERWISE = N_("This cannot be used here; F1 shows what the field takes")


def input_errors(error: ValidationError) -> list[InputError]:
    """One InputError for each fault, in the order of the fields.

    A value type's own InputError comes back with its sentence and the field it was found in,
    `phones.0` inside a list.
    """
    found = []
    for fault in error.errors(include_url=False):
        field = ".".join(str(step) for step in fault["loc"])
        cause = fault.get("ctx", {}).get("error")
        if isinstance(cause, InputError):
            found.append(InputError(cause.message, cause.field or field, **cause.values))
        else:
            found.append(InputError(_MESSAGES.get(fault["type"], _OTHERWISE), field))
    return found
