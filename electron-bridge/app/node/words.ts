/** The words of main's own dialogs and menu, in the person's language. */
import type { Settings } from "../shared/settings.js";
import type { AnyPurpose } from "./purposes.js";

const REASONS = {
  system: "it is the whole drive of the system. Pick a folder inside.",
  home: "it holds everything of a user. Pick a folder inside.",
  drives: "it holds the drives. Pick a folder inside.",
  application: "it belongs to the application. Pick another folder.",
  gone: "it is not there, or may not be read. Connect its drive and pick it again.",
};

const RAZONES: typeof REASONS = {
  system: "es el disco entero del sistema. Elija una carpeta de adentro.",
  home: "contiene todo lo de un usuario. Elija una carpeta de adentro.",
  drives: "contiene las unidades. Elija una carpeta de adentro.",
  application: "pertenece a la aplicación. Elija otra carpeta.",
  gone: "no está, o no se puede leer. Conecte su unidad y elíjala otra vez.",
};

const EN = {
  pick: {
    recordings: "Choose a folder of recordings",
    modelFolder: "Choose the folder of a model",
    names: "Choose a file of names of species",
    classifier: "Choose the file of a classifier",
    sample: "Choose the file of a sample",
    export: "Choose the folder for the export",
    project: "Open a project",
    newProject: "Make a new project",
    settingsIn: "Import settings",
    settingsOut: "Export settings",
    png: "Save the plot as a picture",
    svg: "Save the plot as a drawing",
    csv: "Save the numbers of the plot",
  } satisfies Record<AnyPurpose, string>,
  projects: "Linnet projects",
  settingsFiles: "Files of settings",
  namesFiles: "Names of species",
  classifiers: "Classifiers",
  sampleFiles: "Samples (JSON, CSV)",
  png: "Pictures (PNG)",
  svg: "Drawings (SVG)",
  csv: "Tables (CSV)",
  fileUnwritten: (path: string) =>
    `The file could not be written. Check that the disk has room, and that ${path} may be written.`,
  copyUnwritten: (path: string) =>
    `The settings could not be written. Check that the disk has room, and that ${path} may be written.`,
  copyFaults: {
    unread: (name: string) =>
      `"${name}" could not be read. Check that it is there and may be read.`,
    broken: (name: string) =>
      `"${name}" is damaged: it is no whole JSON file. Nothing was changed.`,
    foreign: (name: string) =>
      `"${name}" is no file of Linnet's settings. Choose one that Linnet has exported.`,
    newer: (name: string) =>
      `"${name}" is of a later version of Linnet. Update Linnet, then import it again.`,
    bad: (name: string, settings: string[]) =>
      `"${name}" has values that Linnet does not know, in: ${settings.join(", ")}. Nothing was changed.`,
  },
  modelTitle: "A model is a program of others. Add it only if you trust its maker.",
  modelDetail: "First choose the model, then the list of its classes.",
  modelFile: "Choose the model",
  modelFiles: "Models (ONNX, TensorFlow Lite)",
  labelsFile: "Choose the list of its classes",
  labelsFiles: "Lists of classes",
  goOn: "Go on",
  cancel: "Cancel",
  quitTitle: "A job is still running.",
  quitDetail: "Linnet keeps what is done. It can go on where it stopped.",
  stopNow: "Stop now, go on next time",
  stay: "Stay",
  ended: "The job has ended",
  failed: "The job has failed",
  pageGone: "The window's page ended unexpectedly, twice in a row.",
  off: {
    gone: "The folder is not there now.",
    changed: "The folder's name leads to another place now.",
    refused: "Linnet may not read this folder as a whole.",
    silent: "The folder's drive does not answer now.",
  },
  file: "&File",
  edit: "&Edit",
  view: "&View",
  window: "&Window",
  settingsBroken: (aside: string) =>
    `The settings could not be read, so they are the usual ones now. The old file is ${aside}.`,
  settingsUnkept: (file: string) =>
    `The settings could not be stored. Check that the disk has room, and that ${file} may be written.`,
  dialogOpen: "A dialog is open already. Answer it first.",
  notPicked: (path: string, why: keyof typeof REASONS) =>
    `"${path}" cannot be picked: ${REASONS[why]}`,
  andMore: (more: number) => `And ${String(more)} more.`,
  settingsPartly: (names: string[], aside: string) =>
    `These settings could not be read and are as usual: ${names.join(", ")}. ` +
    `The old file is ${aside}.`,
};

export type Words = typeof EN;

const ES: Words = {
  pick: {
    recordings: "Elija una carpeta de grabaciones",
    modelFolder: "Elija la carpeta de un modelo",
    names: "Elija un archivo de nombres de especies",
    classifier: "Elija el archivo de un clasificador",
    sample: "Elija el archivo de una muestra",
    export: "Elija la carpeta para la exportación",
    project: "Abrir un proyecto",
    newProject: "Crear un proyecto",
    settingsIn: "Importar ajustes",
    settingsOut: "Exportar ajustes",
    png: "Guardar el gráfico como imagen",
    svg: "Guardar el gráfico como dibujo",
    csv: "Guardar los números del gráfico",
  },
  projects: "Proyectos de Linnet",
  settingsFiles: "Archivos de ajustes",
  namesFiles: "Nombres de especies",
  classifiers: "Clasificadores",
  sampleFiles: "Muestras (JSON, CSV)",
  png: "Imágenes (PNG)",
  svg: "Dibujos (SVG)",
  csv: "Tablas (CSV)",
  fileUnwritten: (path) =>
    `No se pudo escribir el archivo. Compruebe que el disco tiene espacio y que se puede escribir en ${path}.`,
  copyUnwritten: (path) =>
    `No se pudieron escribir los ajustes. Compruebe que el disco tiene espacio y que se puede escribir en ${path}.`,
  copyFaults: {
    unread: (name) => `No se pudo leer "${name}". Compruebe que está y que se puede leer.`,
    broken: (name) => `"${name}" está dañado: no es un archivo JSON completo. No se cambió nada.`,
    foreign: (name) =>
      `"${name}" no es un archivo de ajustes de Linnet. Elija uno que Linnet haya exportado.`,
    newer: (name) =>
      `"${name}" es de una versión posterior de Linnet. Actualice Linnet y vuelva a importarlo.`,
    bad: (name, settings) =>
      `"${name}" tiene valores que Linnet no conoce, en: ${settings.join(", ")}. No se cambió nada.`,
  },
  modelTitle: "Un modelo es un programa de otros. Agréguelo solo si confía en su autor.",
  modelDetail: "Elija primero el modelo y después la lista de sus clases.",
  modelFile: "Elija el modelo",
  modelFiles: "Modelos (ONNX, TensorFlow Lite)",
  labelsFile: "Elija la lista de sus clases",
  labelsFiles: "Listas de clases",
  goOn: "Continuar",
  cancel: "Cancelar",
  quitTitle: "Todavía hay un trabajo en marcha.",
  quitDetail: "Linnet guarda lo que está hecho y puede continuar donde se detuvo.",
  stopNow: "Detener ahora y continuar la próxima vez",
  stay: "Quedarse",
  ended: "El trabajo ha terminado",
  failed: "El trabajo ha fallado",
  pageGone: "La página de la ventana terminó de forma inesperada dos veces seguidas.",
  off: {
    gone: "La carpeta no está ahora.",
    changed: "El nombre de la carpeta lleva ahora a otro lugar.",
    refused: "Linnet no puede leer esta carpeta completa.",
    silent: "La unidad de la carpeta no responde ahora.",
  },
  file: "&Archivo",
  edit: "&Editar",
  view: "&Ver",
  window: "Ve&ntana",
  settingsBroken: (aside) =>
    `No se pudo leer la configuración; ahora es la habitual. El archivo anterior es ${aside}.`,
  settingsUnkept: (file) =>
    `No se pudo guardar la configuración. Compruebe que el disco tiene espacio y que se puede escribir en ${file}.`,
  dialogOpen: "Ya hay un diálogo abierto. Respóndalo primero.",
  notPicked: (path, why) => `No se puede elegir "${path}": ${RAZONES[why]}`,
  andMore: (more) => `Y ${String(more)} más.`,
  settingsPartly: (names, aside) =>
    `Estos ajustes no se pudieron leer y son los habituales: ${names.join(", ")}. ` +
    `El archivo anterior es ${aside}.`,
};

/** As the page chooses its language: the person's, or the system's where we speak it. */
export function wordsIn(wanted: Settings["language"], system: readonly string[]): Words {
  const language = wanted === "system" ? system.find((each) => /^(en|es)\b/.test(each)) : wanted;
  return language?.startsWith("es") ? ES : EN;
}
