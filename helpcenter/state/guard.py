"""`@handler`: the one decorator of ours, on every event handler.

Reflex hands any arguments of any client to any public method of a state. This stands in between: the rate,
the permission and the arguments are checked, and only then the handler runs, with one frozen model. Whatever
fails becomes a notice in the state; nothing is raised, and nothing that the visitor has entered is lost.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import reflex as rx
from reflex_base.utils.form import FormData

from helpcenter.state.access import STAMP, Access, Who
from helpcenter.state.doorkeeper import FORM, Doorkeeper
from helpcenter.state.input_types import Input, NoInput
from helpcenter.web.token_bucket import Rate

Method = Callable[..., Any]


def handler(
    *,
    who: Who,
    rate: str,
    accepts: type[Input] | None = None,
    form: bool = False,
) -> Callable[[Method], Method]:
    """For `async def` methods of a GuardedState. They show all they change at once, at their end.

    `rate` holds for one browser tab: "30/second" lets 30 through at once, then 30 a second. With `accepts`
    the method takes one such model after self, and components pass its fields in order: `S.suggest(text)`.
    With `form` they pass a whole form: `on_submit=S.submit`.
    """

    def decorate(method: Method) -> Method:
        access = Access(who, accepts or NoInput, Rate.parse(rate))
        keeper = Doorkeeper(method.__qualname__, access, is_form=form, passes_input=accepts is not None)
        wrapper = _guarded(method, keeper)
        _introduce(wrapper, method, access.schema, is_form=form)
        setattr(wrapper, STAMP, access)
        return rx.event()(wrapper)

    return decorate


def _guarded(method: Method, keeper: Doorkeeper) -> Method:
    if not inspect.iscoroutinefunction(method):
        raise TypeError(f"{method.__qualname__} must be `async def` without `yield`")

    async def guarded(state: Any, /, *given: Any, **sent: Any) -> Any:
        arguments = await keeper.admit(state, given, sent)
        if arguments is None:
            return None
        try:
            return await method(state, *arguments)
        except Exception as error:
            return await keeper.tell_failure(state, error)

    return guarded


def _introduce(wrapper: Method, method: Method, schema: type[Input], *, is_form: bool) -> None:
    """Shows Reflex the parameters by which components pass arguments. `Any` keeps it from converting them."""
    wrapper.__name__ = method.__name__
    wrapper.__qualname__ = method.__qualname__
    wrapper.__module__ = method.__module__
    wrapper.__doc__ = method.__doc__
    hints: dict[str, Any] = {FORM: FormData[str, Any]} if is_form else dict.fromkeys(schema.model_fields, Any)
    wrapper.__annotations__ = hints
    itself = inspect.Parameter("self", inspect.Parameter.POSITIONAL_ONLY)
    others = [
        inspect.Parameter(
            name,
            inspect.Parameter.POSITIONAL_OR_KEYWORD,
            annotation=hint,
            default=inspect.Parameter.empty if is_form or schema.model_fields[name].is_required() else None,
        )
        for name, hint in hints.items()
    ]
    wrapper.__signature__ = inspect.Signature([itself, *others])
