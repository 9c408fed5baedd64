//! Calls of procedures.

use super::binder::{Binder, Checked, already_bound, syntax};
use super::bound::{Call, Clause, Expression, ExpressionKind, Name, Slot, SlotKind};
use super::function::count_of_arguments;
use super::procedure::{Field, ProcedureSignature};
use crate::diagnostic::{Diagnostic, Kind, nearest};
use crate::span::Span;
use crate::syntax::tree;

impl Binder<'_> {
    /// A call that is the whole statement: it returns what it yields, and may take its arguments from parameters.
    pub fn standalone_call(&mut self, call: &tree::ProcedureCall, span: Span) -> Checked<(Clause, Vec<(Name, Slot)>)> {
        let signature = self.signature(&call.name)?;
        let arguments = match &call.arguments {
            Some(arguments) => self.arguments(&signature, arguments, span)?,
            None => self.implicit_arguments(&signature, span),
        };
        let (yields, columns) = match &call.yields {
            Some(yields) if !yields.star => self.yields(&signature, &yields.items)?,
            _ => self.all_outputs(&signature),
        };
        let filter = self.yield_filter(call)?;
        let columns = columns.into_iter().map(|(name, slot)| (Name::from(name.as_str()), slot)).collect();
        let bound = Call { procedure: signature.name, arguments, yields, filter, optional: call.optional, span };
        Ok((Clause::Call(bound), columns))
    }

    /// A call among other clauses.
    pub fn procedure_call(&mut self, call: &tree::ProcedureCall, span: Span) -> Checked<Clause> {
        let signature = self.signature(&call.name)?;
        let Some(arguments) = &call.arguments else {
            let message = "arguments come from parameters only when the call is the whole statement";
            return Err(
                syntax("InvalidArgumentPassingMode", message, span).with_hint("write the arguments in parentheses")
            );
        };
        let arguments = self.arguments(&signature, arguments, span)?;
        let yields = match &call.yields {
            None => Vec::new(),
            Some(yields) if yields.star => {
                for output in &signature.outputs {
                    if self.scope.get(&output.name).is_some() {
                        return Err(already_bound(&tree::Name { text: output.name.to_string(), span }));
                    }
                }
                self.all_outputs(&signature).0
            }
            Some(yields) => self.yields(&signature, &yields.items)?.0,
        };
        let filter = self.yield_filter(call)?;
        Ok(Clause::Call(Call { procedure: signature.name, arguments, yields, filter, optional: call.optional, span }))
    }

    fn yield_filter(&mut self, call: &tree::ProcedureCall) -> Checked<Option<Expression>> {
        call.yields.as_ref().and_then(|yields| yields.filter.as_ref()).map(|filter| self.condition(filter)).transpose()
    }

    fn signature(&self, name: &tree::Name) -> Checked<ProcedureSignature> {
        self.procedures.signature(&name.text).ok_or_else(|| {
            let message = format!("there is no procedure `{}`", name.text);
            let error = Diagnostic::compile(Kind::ProcedureError, "ProcedureNotFound", message, name.span);
            let names = self.procedures.names();
            match nearest(&name.text, names.iter().map(|name| &**name)) {
                Some(near) => error.with_hint(format!("did you mean `{near}`?")),
                None => error.with_hint("SHOW PROCEDURES lists all procedures"),
            }
        })
    }

    fn arguments(
        &mut self,
        signature: &ProcedureSignature,
        arguments: &[tree::Expression],
        span: Span,
    ) -> Checked<Vec<Expression>> {
        let least = signature.inputs.iter().filter(|input| !input.optional).count();
        if arguments.len() < least || arguments.len() > signature.inputs.len() {
            let names: Vec<&str> = signature.inputs.iter().map(|input| &*input.name).collect();
            let takes = count_of_arguments(least, Some(signature.inputs.len()));
            let message = format!("`{}` takes {takes}, found {}", signature.name, arguments.len());
            return Err(syntax("InvalidNumberOfArguments", message, span).with_hint(format!(
                "it is `{}({})`",
                signature.name,
                names.join(", ")
            )));
        }
        arguments
            .iter()
            .zip(&signature.inputs)
            .map(|(argument, input)| self.argument(signature, argument, input))
            .collect()
    }

    fn argument(
        &mut self,
        signature: &ProcedureSignature,
        argument: &tree::Expression,
        input: &Field,
    ) -> Checked<Expression> {
        let bound = self.expression(argument)?;
        if !input.kind.accepts(&bound.kind) {
            let message = format!(
                "`{}` of `{}` is {}, found {}",
                input.name,
                signature.name,
                input.kind.name(),
                bound.kind.name()
            );
            return Err(syntax("InvalidArgumentType", message, argument.span));
        }
        Ok(bound.expression)
    }

    fn implicit_arguments(&mut self, signature: &ProcedureSignature, span: Span) -> Vec<Expression> {
        let mut arguments = Vec::new();
        for input in signature.inputs.iter().filter(|input| !input.optional) {
            if !self.parameters.contains(&input.name) {
                self.parameters.push(input.name.clone());
            }
            arguments.push(Expression::new(ExpressionKind::Parameter(input.name.clone()), span));
        }
        arguments
    }

    #[allow(clippy::type_complexity)]
    fn all_outputs(&mut self, signature: &ProcedureSignature) -> (Vec<(usize, Slot)>, Vec<(String, Slot)>) {
        let mut yields = Vec::new();
        let mut columns = Vec::new();
        for (place, output) in signature.outputs.iter().enumerate() {
            let slot = self.declare(&output.name, SlotKind::Value, output.kind.known());
            yields.push((place, slot));
            columns.push((output.name.to_string(), slot));
        }
        (yields, columns)
    }

    #[allow(clippy::type_complexity)]
    fn yields(
        &mut self,
        signature: &ProcedureSignature,
        items: &[(tree::Name, tree::Name)],
    ) -> Checked<(Vec<(usize, Slot)>, Vec<(String, Slot)>)> {
        let mut yields = Vec::new();
        let mut columns = Vec::new();
        for (result, variable) in items {
            let Some(place) = signature.outputs.iter().position(|output| *output.name == *result.text) else {
                let message = format!("`{}` does not yield `{}`", signature.name, result.text);
                let error = syntax("UndefinedVariable", message, result.span);
                let names: Vec<&str> = signature.outputs.iter().map(|output| &*output.name).collect();
                return Err(match nearest(&result.text, names.iter().copied()) {
                    Some(near) => error.with_hint(format!("did you mean `{near}`?")),
                    None if names.is_empty() => error,
                    None => error.with_hint(format!("it yields {}", names.join(", "))),
                });
            };
            let slot = self.declare_new(variable, SlotKind::Value, signature.outputs[place].kind.known())?;
            yields.push((place, slot));
            columns.push((variable.text.clone(), slot));
        }
        Ok((yields, columns))
    }
}
