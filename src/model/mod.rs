//! A language model that proposes facts, if the user names one: an OpenAI-compatible chat endpoint. It is off unless asked for.
//!
//! ```text
//! document ─ request (the article as quoted data, the schema) ─► endpoint ─ answer (checked against the text) ─► Facts
//! ```
//!
//! A model is trusted with nothing. Whatever it answers, only events of the schema are taken from it, only with a quotation
//! that stands in the article and with names and dates that stand in the quotation; all else is dropped, with the reason.

mod answer;
mod request;

use crate::document::Document;
use crate::facts::Facts;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// The environment variable that holds the key of the endpoint; it is read from nowhere else.
pub const KEY: &str = "CHANCERY_MODEL_KEY";

/// How long one article may take, all in all.
const LONGEST: Duration = Duration::from_secs(120);
/// How long the endpoint may take to accept a connection.
const CONNECT: Duration = Duration::from_secs(10);
/// Bytes of an answer that are read.
const LARGEST: u64 = 1 << 20;

/// An endpoint.
pub struct Model {
    agent: ureq::Agent,
    address: String,
    name: String,
    key: Option<String>,
    /// It could not be reached: nobody waits for it again.
    unreachable: AtomicBool,
}

/// Why there are no proposals.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// The address cannot be used.
    #[error("`{0}` is no address of a model; give one such as http://localhost:11434/v1")]
    Address(String),
    /// Encryption is not part of this build.
    #[error(
        "`{0}` needs encryption, which this build does not have; build it with --features https, or use a model on this machine"
    )]
    Encryption(String),
    /// No answer.
    #[error("the model at {address} cannot be asked: {reason}; the articles are read without it")]
    Unreachable {
        /// The endpoint.
        address: String,
        /// What happened.
        reason: String,
    },
    /// An answer that is none.
    #[error("the model's answer cannot be used: {0}; the article is read without it")]
    Answer(String),
}

/// What came of asking about one article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Proposals {
    /// Facts taken over.
    pub kept: usize,
    /// Facts that the text does not bear out, or that were known already.
    pub dropped: usize,
}

impl Model {
    /// The endpoint at an address such as `http://localhost:11434/v1`; `key` goes with each question.
    ///
    /// # Errors
    /// If the address cannot be used.
    pub fn new(address: &str, name: &str, key: Option<String>) -> Result<Model, ModelError> {
        let address = address.trim_end_matches('/');
        let encrypted = address.starts_with("https://");
        if !encrypted && !address.starts_with("http://") {
            return Err(ModelError::Address(address.to_owned()));
        }
        if encrypted && !cfg!(feature = "https") {
            return Err(ModelError::Encryption(address.to_owned()));
        }
        // Redirects are not followed: the key is for this address alone.
        let agent = ureq::Agent::config_builder()
            .timeout_global(Some(LONGEST))
            .timeout_connect(Some(CONNECT))
            .max_redirects(0)
            .http_status_as_error(true)
            .build()
            .into();
        let address = format!("{address}/chat/completions");
        Ok(Model { agent, address, name: name.to_owned(), key, unreachable: AtomicBool::new(false) })
    }

    /// Asks what the document says and adds what the text bears out to its facts; none if the endpoint was given up.
    ///
    /// # Errors
    /// If there is no answer, or none that can be read.
    pub fn propose(&self, document: &Document, facts: &mut Facts) -> Result<Option<Proposals>, ModelError> {
        if self.unreachable.load(Ordering::Relaxed) {
            return Ok(None);
        }
        let answer = self.ask(&request::body(&self.name, document)).map_err(|error| {
            self.unreachable.store(true, Ordering::Relaxed);
            ModelError::Unreachable { address: self.address.clone(), reason: error.to_string() }
        })?;
        let events = answer::events(&answer).map_err(ModelError::Answer)?;
        Ok(Some(answer::take(events, document, facts)))
    }

    fn ask(&self, body: &str) -> Result<String, ureq::Error> {
        let mut request = self.agent.post(&self.address).header("Content-Type", "application/json");
        if let Some(key) = &self.key {
            request = request.header("Authorization", format!("Bearer {key}"));
        }
        request.send(body)?.body_mut().with_config().limit(LARGEST).read_to_string()
    }
}
