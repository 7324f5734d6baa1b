/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-sign-dialog.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-file-filter.h"
#include "td-sign-job.h"
#include "td-token.h"

/* Whose key signs, with which picture, and the PIN. The PIN is asked for each signature: it is
 * given to the job and forgotten; it is never kept, and a wrong one is not tried again by itself.
 *
 * Signal TdSignDialog::signed follows the durable commit; for a file that is in no register there
 * is none, and the signed file waits in the dialog. */
struct _TdSignDialog
{
  AdwWindow parent_instance;

  AdwComboRow *source_row;
  AdwActionRow *file_row;
  AdwComboRow *token_row;
  AdwActionRow *image_row;
  AdwEntryRow *text_row;
  GtkPasswordEntry *secret_entry;
  GtkCheckButton *stamp_check;
  GtkLabel *message;
  GtkSpinner *spinner;
  GtkButton *sign_button;
  GtkWidget *form;

  GSettings *settings;       /* (nullable) */
  TdWorkspace *workspace;    /* NULL without a document */
  TdDocumentState *document; /* (nullable) */
  GBytes *file;
  char *name; /* (nullable) */
  GBytes *result;
  TdSignRole role;
  char *key_path;    /* PKCS#12 */
  char *image_path;  /* (nullable) */
  GPtrArray *tokens; /* (nullable) (element-type TdTokenCertificate) */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (TdSignDialog, td_sign_dialog, ADW_TYPE_WINDOW)

static guint signed_signal;

static const char *
key_setting (TdSignDialog *self)
{
  return self->role == TD_SIGN_PERSON ? "person-key" : "agency-key";
}

static const char *
image_setting (TdSignDialog *self)
{
  return self->role == TD_SIGN_PERSON ? "signature-image" : "seal-image";
}

static char *
get_setting (TdSignDialog *self, const char *key)
{
  g_autofree char *text =
      self->settings != NULL ? g_settings_get_string (self->settings, key) : NULL;

  return text != NULL && *text != '\0' ? g_steal_pointer (&text) : NULL;
}

static gboolean
uses_token (TdSignDialog *self)
{
  return adw_combo_row_get_selected (self->source_row) == 1;
}

static const TdTokenCertificate *
selected_token (TdSignDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->token_row);

  return self->tokens != NULL && selected < self->tokens->len
             ? g_ptr_array_index (self->tokens, selected)
             : NULL;
}

static void
say (TdSignDialog *self, const char *text, gboolean bad)
{
  gtk_label_set_label (self->message, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message), text != NULL);
  if (bad)
    gtk_widget_add_css_class (GTK_WIDGET (self->message), "td-late");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->message), "td-late");
}

static void
update (TdSignDialog *self)
{
  gboolean token = uses_token (self);
  const TdTokenCertificate *entry = token ? selected_token (self) : NULL;
  g_autofree char *key = self->key_path != NULL ? g_path_get_basename (self->key_path) : NULL;
  g_autofree char *image = self->image_path != NULL ? g_path_get_basename (self->image_path) : NULL;
  gboolean busy = gtk_spinner_get_spinning (self->spinner);

  gtk_widget_set_visible (GTK_WIDGET (self->file_row), !token);
  gtk_widget_set_visible (GTK_WIDGET (self->token_row), token);
  adw_action_row_set_subtitle (self->file_row, key != NULL ? key : _ ("none chosen"));
  adw_action_row_set_subtitle (self->image_row, image != NULL ? image : _ ("none: no picture"));
  gtk_widget_set_sensitive (
      GTK_WIDGET (self->sign_button),
      !busy && (token ? entry != NULL && !entry->is_locked : self->key_path != NULL));
  gtk_widget_set_sensitive (self->form, !busy);
  if (entry == NULL || busy)
    return;
  if (entry->is_locked)
    say (self, _ ("The token is locked after too many wrong PINs. Its vendor can unlock it."),
         TRUE);
  else if (entry->last_try)
    say (self, _ ("Only one try is left: one more wrong PIN locks the token."), TRUE);
  else if (entry->few_tries)
    say (self, _ ("A wrong PIN was typed before; few tries are left."), TRUE);
  else
    say (self, NULL, FALSE);
}

/* Tokens */

static void
list_thread (GTask *task, gpointer source, gpointer module, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *tokens = td_token_list (module, cancellable, &error);

  if (tokens != NULL)
    g_task_return_pointer (task, tokens, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TdSignDialog *self = TD_SIGN_DIALOG (source);
  g_autoptr (GError) error = NULL;
  GPtrArray *tokens = g_task_propagate_pointer (G_TASK (result), &error);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  g_clear_pointer (&self->tokens, g_ptr_array_unref);
  self->tokens = tokens;
  for (guint i = 0; tokens != NULL && i < tokens->len; i++)
    {
      const TdTokenCertificate *entry = g_ptr_array_index (tokens, i);
      g_autofree char *name = g_strdup_printf (
          "%s (%s)", entry->info != NULL ? entry->info->subject : "", entry->token);

      gtk_string_list_append (names, name);
    }
  adw_combo_row_set_model (self->token_row, G_LIST_MODEL (names));
  if (error != NULL)
    say (self, error->message, TRUE);
  else if (tokens->len == 0)
    say (self, _ ("There is no token with a certificate. Plug it in and choose “Look Again”."),
         TRUE);
  update (self);
}

static void
list_tokens (TdSignDialog *self)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, listed_cb, NULL);

  say (self, _ ("Looking for tokens…"), FALSE);
  g_task_set_task_data (task, get_setting (self, "token-module"), g_free);
  g_task_run_in_thread (task, list_thread);
}

static void
source_changed_cb (TdSignDialog *self)
{
  say (self, NULL, FALSE);
  update (self);
  if (uses_token (self) && self->tokens == NULL)
    list_tokens (self);
}

/* Files */

typedef struct
{
  TdSignDialog *self; /* counted */
  gboolean key;
} Choice;

static void
chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  Choice *choice = user_data;
  TdSignDialog *self = choice->self;
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
                               ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog))
                               : NULL;
  char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL)
    {
      char **field = choice->key ? &self->key_path : &self->image_path;

      g_free (*field);
      *field = path;
      if (self->settings != NULL)
        g_settings_set_string (self->settings,
                               choice->key ? key_setting (self) : image_setting (self), path);
      update (self);
    }
  g_object_unref (choice->self);
  g_free (choice);
  g_object_unref (dialog);
}

static void
choose (TdSignDialog *self, gboolean key)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      key ? _ ("Choose the Key File") : _ ("Choose the Picture"), GTK_WINDOW (self),
      GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Choose"), _ ("_Cancel"));
  Choice *choice = g_new0 (Choice, 1);

  choice->self = g_object_ref (self);
  choice->key = key;
  if (key)
    td_file_filter_add (GTK_FILE_CHOOSER (dialog), _ ("Keys (PKCS#12: .p12, .pfx)"), "p12", "pfx",
                        NULL);
  else
    td_file_filter_add (GTK_FILE_CHOOSER (dialog), _ ("PNG pictures"), "png", NULL);
  g_signal_connect (dialog, "response", G_CALLBACK (chosen_cb), choice);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
choose_key_cb (TdSignDialog *self)
{
  choose (self, TRUE);
}

static void
choose_image_cb (TdSignDialog *self)
{
  choose (self, FALSE);
}

static void
no_image_cb (TdSignDialog *self)
{
  g_clear_pointer (&self->image_path, g_free);
  update (self);
}

/* Signing */

static void
set_busy (TdSignDialog *self, gboolean busy)
{
  gtk_spinner_set_spinning (self->spinner, busy);
  update (self);
}

static void
ended (TdSignDialog *self, const GError *error)
{
  set_busy (self, FALSE);
  if (error != NULL)
    {
      say (self, error->message, TRUE); /* says also how many tries a token still has */
      gtk_widget_grab_focus (GTK_WIDGET (self->secret_entry));
      return;
    }
  g_signal_emit (self, signed_signal, 0);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
signed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TdSignDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  td_document_work_finish (result, &error);
  ended (self, error);
}

static void
file_thread (GTask *task, gpointer source, gpointer job, GCancellable *cancellable)
{
  GError *error = NULL;
  GBytes *file = td_sign_job_sign_file (job, cancellable, &error);

  if (file != NULL)
    g_task_return_pointer (task, file, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

static void
file_signed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TdSignDialog *self = TD_SIGN_DIALOG (source);
  g_autoptr (GError) error = NULL;

  self->result = g_task_propagate_pointer (G_TASK (result), &error);
  ended (self, error);
}

static gboolean
is_text (TdSignDialog *self)
{
  return self->role == TD_SIGN_ANNEX || self->role == TD_SIGN_COPY;
}

static void
start (TdSignDialog *self, TdSignJob *job)
{
  g_autoptr (GTask) task = NULL;

  say (self, _ ("Signing…"), FALSE);
  set_busy (self, TRUE);
  if (self->document != NULL)
    {
      td_document_work_async (self->workspace, td_sign_job_run, job, td_sign_job_free,
                              self->cancellable, signed_cb, g_object_ref (self));
      return;
    }
  task = g_task_new (self, self->cancellable, file_signed_cb, NULL);
  g_task_set_task_data (task, job, td_sign_job_free);
  g_task_run_in_thread (task, file_thread);
}

/* RULE nd30-annex-signature: an annex says which document it belongs to. */
static gboolean
lacks_number (TdSignDialog *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->text_row));

  return self->role == TD_SIGN_ANNEX && strpbrk (text, "0123456789") == NULL;
}

static void
sign_cb (TdSignDialog *self)
{
  TdSignJob *job;
  const TdTokenCertificate *token = selected_token (self);

  if (uses_token (self) && token == NULL)
    {
      list_tokens (self);
      return;
    }
  if (lacks_number (self))
    {
      say (self, _ ("Write the number and symbol of the document that the annex belongs to."),
           TRUE);
      gtk_widget_grab_focus (GTK_WIDGET (self->text_row));
      return;
    }
  job =
      td_sign_job_new (self->document != NULL ? self->document->row : NULL, self->file, self->role);
  job->name = g_strdup (self->name);
  if (uses_token (self))
    {
      job->token_url = g_strdup (token->url);
      job->module = get_setting (self, "token-module");
    }
  else
    job->p12 = g_strdup (self->key_path);
  job->secret = td_secret_new (gtk_editable_get_text (GTK_EDITABLE (self->secret_entry)));
  gtk_editable_set_text (GTK_EDITABLE (self->secret_entry), "");
  if (is_text (self))
    job->text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->text_row)));
  else
    job->image = g_strdup (self->image_path);
  if (gtk_check_button_get_active (self->stamp_check))
    job->tsa = get_setting (self, "timestamp-url");
  if (self->settings != NULL)
    {
      job->require_timestamp = g_settings_get_boolean (self->settings, "timestamp-required");
      job->seal_diameter = g_settings_get_double (self->settings, "seal-diameter");
      g_settings_set_boolean (self->settings, "sign-with-token", uses_token (self));
    }
  start (self, job);
}

static void
cancel_cb (TdSignDialog *self)
{
  g_cancellable_cancel (self->cancellable);
  gtk_window_close (GTK_WINDOW (self));
}

static void
look_again_cb (TdSignDialog *self)
{
  list_tokens (self);
}

static void
td_sign_dialog_dispose (GObject *object)
{
  TdSignDialog *self = TD_SIGN_DIALOG (object);

  g_clear_object (&self->settings);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->document, td_document_state_free);
  g_clear_pointer (&self->file, g_bytes_unref);
  g_clear_pointer (&self->result, g_bytes_unref);
  g_clear_pointer (&self->tokens, g_ptr_array_unref);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (td_sign_dialog_parent_class)->dispose (object);
}

static void
td_sign_dialog_finalize (GObject *object)
{
  TdSignDialog *self = TD_SIGN_DIALOG (object);

  g_free (self->key_path);
  g_free (self->image_path);
  g_free (self->name);

  G_OBJECT_CLASS (td_sign_dialog_parent_class)->finalize (object);
}

static void
td_sign_dialog_class_init (TdSignDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = td_sign_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = td_sign_dialog_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/vn/tiendo/TienDo/ui/app/documents/td-sign-dialog.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, TdSignDialog, name)
  BIND (source_row);
  BIND (file_row);
  BIND (token_row);
  BIND (image_row);
  BIND (text_row);
  BIND (secret_entry);
  BIND (stamp_check);
  BIND (message);
  BIND (spinner);
  BIND (sign_button);
  BIND (form);
#undef BIND
#define CALLBACK(name) gtk_widget_class_bind_template_callback (widget_class, name)
  CALLBACK (source_changed_cb);
  CALLBACK (update);
  CALLBACK (choose_key_cb);
  CALLBACK (choose_image_cb);
  CALLBACK (no_image_cb);
  CALLBACK (look_again_cb);
  CALLBACK (sign_cb);
  CALLBACK (cancel_cb);
#undef CALLBACK
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  signed_signal = g_signal_new ("signed", TD_TYPE_SIGN_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
}

static void
td_sign_dialog_init (TdSignDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static TdDocumentState *
copy_state (const TdDocumentState *state)
{
  TdDocumentState *copy = g_new0 (TdDocumentState, 1);

  copy->row = td_row_copy (TD_KIND_ISSUED_DOCUMENT, state->row);
  copy->file = state->file != NULL ? g_bytes_ref (state->file) : NULL;

  return copy;
}

static TdSignDialog *
dialog_new (GtkWindow *parent, GSettings *settings, TdSignRole role)
{
  const struct
  {
    const char *title, *button, *picture;
  } words[] = {
    [TD_SIGN_PERSON] = { _ ("Sign as the Person in Authority"), _ ("_Sign"),
                         _ ("Picture of the signature") },
    [TD_SIGN_ORGANISATION] = { _ ("Seal for the Agency"), _ ("_Seal"), _ ("Picture of the seal") },
    [TD_SIGN_ANNEX] = { _ ("Sign an Annex"), _ ("_Sign"), "" },
    [TD_SIGN_COPY] = { _ ("Sign an Electronic Copy"), _ ("_Sign"), "" },
  };
  TdSignDialog *self =
      g_object_new (TD_TYPE_SIGN_DIALOG, "transient-for", parent, "modal", TRUE, NULL);
  g_autofree char *tsa = NULL;

  self->settings = settings != NULL ? g_object_ref (settings) : NULL;
  self->role = role;
  self->key_path = get_setting (self, key_setting (self));
  self->image_path = get_setting (self, image_setting (self));
  tsa = get_setting (self, "timestamp-url");
  gtk_window_set_title (GTK_WINDOW (self), words[role].title);
  gtk_button_set_label (self->sign_button, words[role].button);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->image_row), words[role].picture);
  gtk_widget_set_visible (GTK_WIDGET (self->image_row), !is_text (self));
  gtk_widget_set_visible (GTK_WIDGET (self->text_row), is_text (self));
  gtk_widget_set_sensitive (GTK_WIDGET (self->stamp_check), tsa != NULL);
  gtk_check_button_set_active (self->stamp_check, tsa != NULL);
  if (self->settings != NULL && g_settings_get_boolean (self->settings, "sign-with-token"))
    adw_combo_row_set_selected (self->source_row, 1);
  update (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->secret_entry));

  return self;
}

/**
 * td_sign_dialog_new:
 * @parent: the window it belongs to
 * @settings: (nullable): keys and pictures that were chosen last
 * @workspace: where the document is
 * @document: the document with its file
 * @role: %TD_SIGN_PERSON or %TD_SIGN_ORGANISATION
 *
 * Returns: (transfer none): the dialog
 */
GtkWidget *
td_sign_dialog_new (GtkWindow *parent,
                    GSettings *settings,
                    TdWorkspace *workspace,
                    const TdDocumentState *document,
                    TdSignRole role)
{
  TdSignDialog *self = dialog_new (parent, settings, role);

  self->workspace = g_object_ref (workspace);
  self->document = copy_state (document);
  self->file = document->file != NULL ? g_bytes_ref (document->file) : NULL;

  return GTK_WIDGET (self);
}

/**
 * td_sign_dialog_new_for_file:
 * @parent: the window it belongs to
 * @settings: (nullable): keys that were chosen last
 * @file: a PDF that is in no register
 * @name: (nullable): its name, for messages
 * @role: %TD_SIGN_ANNEX or %TD_SIGN_COPY
 * @text: what it says, as a proposal; the time of signing is put behind it
 *
 * Returns: (transfer none): the dialog
 */
GtkWidget *
td_sign_dialog_new_for_file (GtkWindow *parent,
                             GSettings *settings,
                             GBytes *file,
                             const char *name,
                             TdSignRole role,
                             const char *text)
{
  TdSignDialog *self = dialog_new (parent, settings, role);

  self->file = g_bytes_ref (file);
  self->name = g_strdup (name);
  gtk_editable_set_text (GTK_EDITABLE (self->text_row), text);

  return GTK_WIDGET (self);
}

TdSignRole
td_sign_dialog_get_role (TdSignDialog *self)
{
  return self->role;
}

/**
 * td_sign_dialog_get_result:
 * @self: a dialog for a file
 *
 * Returns: (nullable) (transfer none): the signed file; %NULL until it is signed
 */
GBytes *
td_sign_dialog_get_result (TdSignDialog *self)
{
  return self->result;
}
