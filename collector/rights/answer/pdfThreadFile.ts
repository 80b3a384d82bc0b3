/** Where the program of the thread that writes PDFs is once it is built: beside the bundle that this is part of. */

export const pdfThreadFile = new URL('./pdfThread.js', import.meta.url);
